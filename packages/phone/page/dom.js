/** Builds elements: nothing that was typed or sent ever becomes markup. */

/** Makes an element: attributes by name (`on…` are listeners, undefined and false are left out), then its children. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false || value === null) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.flat(3).filter((child) => child !== undefined && child !== null && child !== false))
  return element
}

/** Puts new children into an element; those that show the same already stay, so that only news is read aloud. */
export function fill(element, ...children) {
  const fresh = [...make('div', {}, ...children).childNodes]
  const old = [...element.childNodes]
  let isChanged = old.length !== fresh.length
  for (const [index, child] of fresh.entries()) {
    const before = old[index]
    if (before?.isEqualNode(child)) continue
    isChanged = true
    if (before) before.replaceWith(child)
    else element.append(child)
  }
  for (const rest of old.slice(fresh.length)) rest.remove()
  return isChanged
}

/** Sets a text, unless it stands there already. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text
}
