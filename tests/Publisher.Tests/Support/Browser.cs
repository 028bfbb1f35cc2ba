using Microsoft.Playwright;

namespace Slams.Publisher.Tests.Support;

/// <summary>What one test has open in the <see cref="Chromium"/> that all tests share; nothing of it is seen by another.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IBrowser _chromium;
    private readonly List<IPage> _pages = [];

    private Browser(IBrowser chromium) => _chromium = chromium;

    /// <summary>What the page complained about.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>For the running test, which is skipped with a reason where there is no Chromium.</summary>
    public static async Task<Browser> StartAsync()
    {
        Assert.SkipUnless(Chromium.IsInstalled, "No Chromium on the PATH.");
        return new Browser(await (await TestContext.Current.GetFixture<Chromium>())!.StartedAsync());
    }

    public async Task<IPage> OpenAsync(Uri address, int width = 1280, int height = 960, ColorScheme scheme = ColorScheme.Light, bool touch = false)
    {
        var page = await _chromium.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            HasTouch = touch,
        });
        _pages.Add(page);
        page.SetDefaultTimeout(20_000);
        page.Console += (_, message) => Note(message.Type == "error" ? message.Text : null);
        page.PageError += (_, problem) => Note(problem);
        await page.GotoAsync(address.ToString());
        return page;
    }

    /// <summary>Keeps a picture of the whole page in the folder <c>TestResults/page</c> beside the tests, or in that of the variable <c>SLAMS_TEST_SCREENSHOTS</c>.</summary>
    public static Task PictureAsync(IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Artefacts(), name + ".png"), FullPage = true });

    /// <summary>Keeps a figure beside the pictures and tells it in the results; what it may be depends on the machine, so nothing is judged by it.</summary>
    public static async Task FigureAsync(string name, string words)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(words);
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Artefacts()).FullName, name + ".txt"), words + "\n");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages)
        {
            // With what it has stored.
            await page.Context.CloseAsync();
        }
    }

    private static string Artefacts() => Environment.GetEnvironmentVariable("SLAMS_TEST_SCREENSHOTS") is { Length: > 0 } chosen
        ? chosen
        : Path.Combine(AppContext.BaseDirectory, "TestResults", "page");

    private void Note(string? problem)
    {
        if (problem is not null)
        {
            lock (Errors)
            {
                Errors.Add(problem);
            }
        }
    }
}
