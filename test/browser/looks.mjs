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
    await town.shoot('narrow', { fullPage: true })
    if (wide.length > 0) throw new Error(`wider than the window: ${wide.join(', ')}`)
    await town.page.setViewportSize({ width: 1280, height: 900 })
  })

  await step('the page turns to English', async () => {
    await town.find('language').click()
    await town.find('clock-1w').and(town.page.getByText('+1 week')).waitFor()
    await town.shoot('english', { fullPage: true })
  })
}
