/**
 * A loopback port between the Lambdas and DynamoDB: it passes on every call, counts them, and can refuse those that
 * name a key as DynamoDB does when it is throttled, cut every connection, or be gone.
 */
import { request as ask, createServer } from 'node:http'

/** Parts of a transaction and the actions that IAM wants for them. */
const parts = { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', ConditionCheck: 'ConditionCheckItem' }

/** What a call does, as IAM names it: `<key id> dynamodb:Query <table>/index/<index>`. */
function readUses({ headers }, body) {
  const [, id] = /Credential=(\w+)\//.exec(headers['authorization'] ?? '') ?? []
  const action = (headers['x-amz-target'] ?? '').split('.').at(-1)
  const { TableName, IndexName, TransactItems } = JSON.parse(body.toString())
  const deeds = (TransactItems ?? []).flatMap((item) =>
    Object.entries(item).map(([part, { TableName: table }]) => `${parts[part]} ${table}`),
  )
  const on = IndexName === undefined ? TableName : `${TableName}/index/${IndexName}`
  return (TransactItems === undefined ? [`${action} ${on}`] : deeds).map((deed) => `${id} dynamodb:${deed}`)
}

/** Opens the port before an endpoint. */
export async function openFaults(endpoint) {
  const { hostname, port } = new URL(endpoint)
  const throttled = new Set()
  const sockets = new Set()
  const uses = new Set()
  let calls = 0
  let isSilent = false

  const pass = (request, response) => {
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      calls++
      const body = Buffer.concat(chunks)
      for (const use of readUses(request, body)) uses.add(use)
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
    /** Who has done what where, each once: `<key id> dynamodb:GetItem <table>`. */
    uses,
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
