/** How the page looks: narrow as on a telephone, in English, and with a call for help on it. */

/** Takes the pictures, and finds what is wider than the window. */
export async function look(town, step) {
  await step('on a narrow window nothing is cut off at the side', async () => {
    await town.page.setViewportSize({ width: 360, height: 740 })
    const wide = await town.page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map((one) => `${one.tagName} ${one.className}`),
    )
    const cut = await town.page.evaluate(() =>
      [...document.querySelectorAll('.view, .panel, button, .soft')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1)
        .map((one) => `${one.tagName} ${one.className} ${one.innerText.slice(0, 40)}`),
    )
    await town.shoot('narrow', { fullPage: true })
    if (wide.length > 0) throw new Error(`wider than the window: ${wide.join(', ')}`)
    if (cut.length > 0) throw new Error(`wider than its place: ${cut.join(', ')}`)
    const isOurs = await town.page.evaluate(() => document.fonts.check('600 16px "Noto Sans Bengali"', 'গর্ভ'))
    if (!isOurs) throw new Error('the Bangla letters are not those of the page')
    await town.page.setViewportSize({ width: 1280, height: 900 })
  })

  await step('the page turns to English', async () => {
    await town.find('language').click()
    await town.find('clock-1w').and(town.page.getByText('+1 week')).waitFor()
    await town.page.locator('[data-inspector] h3').getByText('Conversation').first().waitFor()
    await town.shoot('english', { fullPage: true })
  })
}
