namespace Slams.Benchmarks.Reports;

/// <summary>What a report holds and where it goes.</summary>
internal sealed record ReportOptions
{
    /// <summary>Benchmarks to run; empty runs all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Path without ending of the files, <c>.md</c> and <c>.json</c>; null writes none.</summary>
    public string? Out { get; init; }

    /// <summary>Reads <c>--only NAME,… --out PATH</c>.</summary>
    public static ReportOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ReportOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} needs a value.");
            options = arguments[i] switch
            {
                "--only" => options with { Only = value.Split(',') },
                "--out" => options with { Out = Path.GetFullPath(value) },
                var unknown => throw new ArgumentException($"report has no option '{unknown}'."),
            };
        }

        return options;
    }
}
