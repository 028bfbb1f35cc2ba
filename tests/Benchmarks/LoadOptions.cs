using System.Globalization;

namespace Slams.Benchmarks;

/// <summary>Size of a load run; the defaults are a month of 5,000 stations that report every ten minutes.</summary>
internal sealed record LoadOptions
{
    /// <summary>Stations of the network.</summary>
    public int Stations { get; init; } = 5000;

    /// <summary>Days of event time.</summary>
    public int Days { get; init; } = 30;

    /// <summary>Minutes between two reports of a station.</summary>
    public int IntervalMinutes { get; init; } = 10;

    /// <summary>What the records of the SQLite log may fill.</summary>
    public int RetentionMiB { get; init; } = 256;

    /// <summary>Seconds between two lines of progress.</summary>
    public int ReportSeconds { get; init; } = 10;

    /// <summary>Reads <c>--stations N --days N --interval MINUTES --retention-MiB N --report SECONDS</c>.</summary>
    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LoadOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count || !int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value == 0)
            {
                throw new ArgumentException($"{arguments[i]} needs a whole number above 0.");
            }

            options = arguments[i] switch
            {
                "--stations" => options with { Stations = value },
                "--days" => options with { Days = value },
                "--interval" => options with { IntervalMinutes = value },
                "--retention-MiB" => options with { RetentionMiB = value },
                "--report" => options with { ReportSeconds = value },
                var unknown => throw new ArgumentException($"load has no option '{unknown}'."),
            };
        }

        return options;
    }
}
