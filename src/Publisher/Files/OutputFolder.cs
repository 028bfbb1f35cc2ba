using Microsoft.Extensions.Options;
using Slams.Formats.Analyses;
using Slams.Publisher.Configuration;

namespace Slams.Publisher.Files;

/// <summary>The files of the output folder, and of the folder of Parquet tables, which has the same layout.</summary>
internal sealed class OutputFolder
{
    private readonly FileLayout _layout;

    public OutputFolder(IOptions<PublisherOptions> options)
    {
        _layout = FileLayout.Parse(options.Value.Layout);
        Path = System.IO.Path.GetFullPath(options.Value.OutputFolder);
        Analyses = new CycleFiles(Path, _layout, "analysis_", ".nc");
        Feedback = new CycleFiles(Path, _layout, "feedback_", ".csv");
        Tables = options.Value.ParquetFolder is { Length: > 0 } tables
            ? new CycleFiles(System.IO.Path.GetFullPath(tables), _layout, "feedback_", ".parquet")
            : null;
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>The netCDF files, named as <see cref="AnalysisFile.FileName"/> has it.</summary>
    public CycleFiles Analyses { get; }

    /// <summary>The CSV files of station departures.</summary>
    public CycleFiles Feedback { get; }

    /// <summary>The Parquet tables of station departures; null when none are written.</summary>
    public CycleFiles? Tables { get; }

    /// <summary>The netCDF file of each cycle, newest cycle first; of several runs the one written last.</summary>
    public IEnumerable<CycleFile> Newest() => Analyses.All()
        .GroupBy(file => file.Key, StringComparer.Ordinal)
        .OrderByDescending(cycle => cycle.Key, StringComparer.Ordinal)
        .Select(cycle => cycle.Count() == 1 ? cycle.First() : cycle.MaxBy(file => (File.GetLastWriteTimeUtc(file.Path), file.Path))!);

    /// <summary>The CSV file of station departures that belongs to a netCDF file.</summary>
    public string FeedbackBeside(CycleFile analysis) =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(analysis.Path)!, Feedback.NameOf(analysis.Key));

    /// <summary>Makes the folder, and deletes what a killed process has left half-written in it.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(Path);
        foreach (var folder in _layout.Folders(Path).Append(Path).Distinct(StringComparer.Ordinal))
        {
            AtomicFile.DeleteLeftovers(folder);
        }
    }
}
