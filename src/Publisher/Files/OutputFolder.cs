using Microsoft.Extensions.Options;
using Slams.Formats.Analyses;
using Slams.Publisher.Catalogue;
using Slams.Publisher.Configuration;

namespace Slams.Publisher.Files;

/// <summary>The files of the output folder, and of the folder of Parquet tables, which has the same layout.</summary>
internal sealed class OutputFolder
{
    private readonly FileLayout _layout;

    public OutputFolder(IOptions<PublisherOptions> options)
    {
        _layout = FileLayout.Parse(options.Value.Layout);
        Path = options.Value.Files ? System.IO.Path.GetFullPath(options.Value.OutputFolder) : "";
        Analyses = new CycleFiles(Path, _layout, "analysis_", ".nc");
        Feedback = new CycleFiles(Path, _layout, "feedback_", ".csv");
        Revisions = new CycleFiles(Path, _layout, "revisions_", ".json");
        Tables = options.Value.ParquetFolder is { Length: > 0 } tables
            ? new CycleFiles(System.IO.Path.GetFullPath(tables), _layout, "feedback_", ".parquet")
            : null;
    }

    /// <summary>Absolute path of the folder; empty where no files are written.</summary>
    public string Path { get; }

    /// <summary>The netCDF files, named as <see cref="AnalysisFile.FileName"/> has it.</summary>
    public CycleFiles Analyses { get; }

    /// <summary>The CSV files of station departures.</summary>
    public CycleFiles Feedback { get; }

    /// <summary>What earlier revisions were, for the cycles that have any.</summary>
    public CycleFiles Revisions { get; }

    /// <summary>The Parquet tables of station departures; null when none are written.</summary>
    public CycleFiles? Tables { get; }

    /// <summary>The netCDF file of each cycle, newest cycle first; of several runs the one written last.</summary>
    public IEnumerable<CycleFile> Newest() => Analyses.All()
        .GroupBy(file => file.Key, StringComparer.Ordinal)
        .OrderByDescending(cycle => cycle.Key, StringComparer.Ordinal)
        .Select(cycle => cycle.Count() == 1 ? cycle.First() : cycle.MaxBy(file => (File.GetLastWriteTimeUtc(file.Path), file.Path))!);

    /// <summary>The CSV file of station departures that belongs to a netCDF file.</summary>
    public string FeedbackBeside(CycleFile analysis) => Beside(analysis.Path, Feedback.NameOf(analysis.Key));

    /// <summary>What earlier revisions of a cycle were.</summary>
    public string RevisionsBeside(CycleSummary cycle) => Beside(cycle.File, Revisions.NameOf(cycle.Cycle.Key));

    /// <summary>Makes the folder, and deletes what a killed process has left half-written in it.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(Path);
        foreach (var folder in _layout.Folders(Path).Append(Path).Distinct(StringComparer.Ordinal))
        {
            AtomicFile.DeleteLeftovers(folder);
        }
    }

    private static string Beside(string path, string name) => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, name);
}
