using Microsoft.Playwright;

namespace Slams.Publisher.Tests.Support;

/// <summary>What the tests of the map page ask of it.</summary>
internal static class MapPage
{
    /// <summary>
    /// Waits until the field of a cycle is on the map, and the status above it: when that comes, the map moves down, and what was aimed
    /// at by its place on the page would be missed.
    /// </summary>
    public static async Task ShowsAsync(this IPage page, string cycle)
    {
        await page.WaitForSelectorAsync("body[data-state=ready]");
        await page.WaitForSelectorAsync($"#map[data-cycle='{cycle}'][data-sharp=true]");
        await page.Locator("#status dt").First.WaitForAsync();
    }

    /// <summary>Waits until the map shows a kind of field.</summary>
    public static Task ShowsFieldAsync(this IPage page, string kind) => page.WaitForSelectorAsync($"#map[data-statistic={kind}]");

    /// <summary>The pixels of a canvas, for comparison, once what was asked for has been drawn with the next frame.</summary>
    public static Task<string> PixelsAsync(this IPage page, string canvas) => page.EvaluateAsync<string>(
        "selector => new Promise(tell => requestAnimationFrame(() => requestAnimationFrame(() => tell(document.querySelector(selector).toDataURL()))))",
        canvas);

    /// <summary>Waits until the page's address says something.</summary>
    public static Task AddressHasAsync(this IPage page, string part) =>
        page.WaitForFunctionAsync("part => location.hash.includes(part)", part);

    /// <summary>Moves the marker with the keyboard, from 0° N, 0° E, and gives what is read out.</summary>
    public static async Task<string> ReadOutAsync(this IPage page, params string[] keys)
    {
        await page.Locator("#map").FocusAsync();
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }

        return await page.Locator("#readout").InnerTextAsync();
    }
}
