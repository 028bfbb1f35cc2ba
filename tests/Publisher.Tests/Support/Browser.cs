using Microsoft.Playwright;

namespace Slams.Publisher.Tests.Support;

/// <summary>The system's Chromium; nothing is downloaded. Tests are skipped with a reason where there is none.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>What the page complained about.</summary>
    public List<string> Errors { get; } = [];

    public static async Task<Browser> StartAsync()
    {
        var executable = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(executable is null, "No Chromium on the PATH.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
        return new Browser(playwright, browser);
    }

    public async Task<IPage> OpenAsync(Uri address, int width = 1280, int height = 960, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await _browser.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
        });
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
        await _browser.DisposeAsync();
        _playwright.Dispose();
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
