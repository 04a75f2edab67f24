/**
 * A loopback port between the Lambdas and DynamoDB: it passes on every call, counts them, and can refuse those that
 * name a key as DynamoDB does when it is throttled, cut every connection, or be gone.
 */
import { request as ask, createServer } from 'node:http'

/** Opens the port before an endpoint. */
export async function openFaults(endpoint) {
  const { hostname, port } = new URL(endpoint)
  const throttled = new Set()
  const sockets = new Set()
  let calls = 0
  let isSilent = false

  const pass = (request, response) => {
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      calls++
      const body = Buffer.concat(chunks)
      if (isSilent) return undefined
      if ([...throttled].some((key) => body.includes(key))) {
        const type = 'com.amazonaws.dynamodb.v20120810#ThrottlingException'
        response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
        return response.end(JSON.stringify({ __type: type, message: 'Rate exceeded' }))
      }
      const { method, url: path, headers } = request
      const onward = ask({ hostname, port, method, path, headers }, (given) => {
        response.writeHead(given.statusCode ?? 502, given.headers)
        given.pipe(response)
      })
      onward.on('error', () => response.destroy())
      return onward.end(body)
    })
  }

  const listen = async (where) => {
    const server = createServer(pass)
    server.keepAliveTimeout = 60_000
    server.on('connection', (socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    await new Promise((done, fail) => server.once('error', fail).listen(where, '127.0.0.1', done))
    return server
  }

  let server = await listen(0)
  const own = server.address().port
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  const close = async () => {
    const closed = new Promise((done) => server.close(done))
    cut()
    await closed
  }

  return {
    url: `http://127.0.0.1:${own}`,
    /** How many calls have come in all. */
    calls: () => calls,
    /** Calls that name this key are refused until `release`. */
    throttle: (key) => throttled.add(key),
    release: (key) => throttled.delete(key),
    /** Cuts every connection that is open; new ones are taken. */
    cut,
    /** Whether calls are taken and never answered. */
    silence: (isOn) => (isSilent = isOn),
    close,
    open: async () => {
      server = await listen(own)
    },
  }
}
