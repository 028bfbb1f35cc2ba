using System.Text.Json;
using System.Text.Json.Serialization;
using Slams.Benchmarks.Reports;

namespace Slams.Benchmarks;

/// <summary>Runs benchmarks one after the other and puts their figures into one table.</summary>
internal static class ReportRun
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Runs; true where no benchmark has failed. What one needs and does not find is a line of the table, and no failure.</summary>
    public static async Task<bool> RunAsync(ReportOptions options, TextWriter output)
    {
        if (options.Only.FirstOrDefault(name => ReportBenchmarks.All.All(benchmark => benchmark.Name != name)) is { } unknown)
        {
            throw new ArgumentException($"report has no benchmark '{unknown}': {string.Join(", ", ReportBenchmarks.All.Select(benchmark => benchmark.Name))}.");
        }

        var (date, machine, commit) = (TimeProvider.System.GetUtcNow(), Machine.Here(), await Commit.DescribeAsync(Samples.Root));
        var (sections, failed) = (new List<ReportSection>(), false);
        foreach (var (name, run) in ReportBenchmarks.All.Where(benchmark => options.Only.Count == 0 || options.Only.Contains(benchmark.Name)))
        {
            try
            {
                sections.Add(new ReportSection(name, await run(output)));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // The others go on: a report takes half an hour.
                failed = true;
                output.WriteLine(exception);
                sections.Add(new ReportSection(name, [Figure.Without("all of it", "", "it failed: " + exception.Message.Split('\n')[0])]));
            }

            // Written after each, so that nothing is lost where a later one takes the process with it.
            await WriteAsync(new Report(date, machine, commit, sections), options.Out);
        }

        output.WriteLine();
        output.Write(ReportText.Markdown(new Report(date, machine, commit, sections)));
        return !failed;
    }

    private static async Task WriteAsync(Report report, string? path)
    {
        if (path is not null)
        {
            await File.WriteAllTextAsync(path + ".md", ReportText.Markdown(report));
            await File.WriteAllTextAsync(path + ".json", JsonSerializer.Serialize(report, Json));
        }
    }
}
