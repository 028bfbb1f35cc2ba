namespace Slams.EndToEnd.Tests.Support;

/// <summary>One unbroken replay of the first cycles of the bundled sample on SQLite, which the others are held against.</summary>
public sealed class ReferenceReplay : IAsyncLifetime
{
    private readonly ScratchFolder _folder = new();
    private Ended? _ended;

    /// <summary>Cycles in it.</summary>
    public static int Cycles => 5;

    /// <summary>End of its observations, as the processes take it.</summary>
    public const string End = "1987-01-13T01:00Z";

    /// <summary>The first.</summary>
    public static DateTimeOffset First => new(1987, 1, 12, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Folder of its analyses.</summary>
    public string Out => _folder["out"];

    /// <summary>Arguments of the same replay with another output.</summary>
    internal static string[] Arguments(string output, params string[] more) => ArgumentsTo(End, output, more);

    /// <summary>Arguments of a replay that ends at another time.</summary>
    internal static string[] ArgumentsTo(string end, string output, params string[] more) =>
    [
        "replay", "--stations", Repository.DemoStations, "--frames", Repository.DemoFrames, "--to", end, "--members", "2",
        "--withhold", "0.1", "--out", output, .. more,
    ];

    /// <summary>How it ended.</summary>
    internal Ended Ended => _ended!.Well();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() =>
        _ended = await Worker.RunAsync(_folder, Arguments(Out, "--log", "sqlite:" + _folder["log.db"]));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
