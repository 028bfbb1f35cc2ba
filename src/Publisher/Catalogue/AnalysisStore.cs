using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Slams.Core.Analyses;
using Slams.Formats.Analyses;
using Slams.Publisher.Configuration;
using Slams.Publisher.Events;
using Slams.Publisher.Files;

namespace Slams.Publisher.Catalogue;

/// <summary>The cycles published, newest revision of each; serves the API and tells subscribers of every change.</summary>
public sealed class AnalysisStore
{
    private readonly Lock _lock = new();
    private readonly OutputFolder _folder;
    private readonly EventHub _events;
    private readonly AnalysisCache _cache;
    private readonly RetentionPolicy _retention;
    private readonly int _maxCycles;
    private ImmutableSortedDictionary<string, CycleSummary> _cycles = ImmutableSortedDictionary.Create<string, CycleSummary>(StringComparer.Ordinal);
    private CycleSummary? _latest;

    internal AnalysisStore(OutputFolder folder, EventHub events, IOptions<PublisherOptions> options)
    {
        _folder = folder;
        _events = events;
        _maxCycles = options.Value.MaxCycles;
        _retention = new RetentionPolicy(options.Value.Retention);
        _cache = new AnalysisCache(options.Value.CachedAnalyses);
    }

    /// <summary>
    /// Raised for each new cycle and each new revision, once its files are in place; also for the files found at start.
    /// Handlers run on the publisher's own task and must be quick.
    /// </summary>
    public event Action<CycleSummary>? Published;

    /// <summary>Every cycle known, oldest first: a snapshot.</summary>
    public IReadOnlyCollection<CycleSummary> Cycles => [.. Volatile.Read(ref _cycles).Values];

    /// <summary>Number of cycles known.</summary>
    public int Count => Volatile.Read(ref _cycles).Count;

    /// <summary>The newest cycle, or null before the first.</summary>
    public CycleSummary? Latest => Volatile.Read(ref _latest);

    /// <summary>One cycle by its key, for example <c>19870111T0600Z</c>, or null.</summary>
    public CycleSummary? Find(string cycleKey) => Volatile.Read(ref _cycles).GetValueOrDefault(cycleKey);

    /// <summary>Whether a cycle is older than what retention keeps: its files have been removed, if it ever had any.</summary>
    internal bool IsRemoved(string cycleKey)
    {
        var cycles = Volatile.Read(ref _cycles);
        return !cycles.IsEmpty && _retention.Excludes(cycleKey, cycles.First().Key, cycles.Last().Key, cycles.Count);
    }

    /// <summary>The newest cycle before another, or null.</summary>
    public CycleSummary? Before(CycleSummary summary) =>
        Volatile.Read(ref _cycles).Values.LastOrDefault(known => string.CompareOrdinal(known.Cycle.Key, summary.Cycle.Key) < 0);

    /// <summary>
    /// Whether the cycle is known in a later revision of the same run, or an analysis of it is known and this one has failed:
    /// then this one must not take its place.
    /// </summary>
    internal bool Outranks(Analysis analysis)
    {
        if (Find(analysis.Cycle.Key) is not { } known || !known.Provenance.IsSameRun(analysis.Provenance))
        {
            return false;
        }

        return known.Provenance.Revision > analysis.Provenance.Revision || (known.Failure is null && analysis.Failure is not null);
    }

    /// <summary>
    /// Adds a cycle or replaces its earlier revision; repetition of what is known changes nothing, nor does a cycle older than those that are kept,
    /// of which nobody is told.
    /// </summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="file">Absolute path of its netCDF file.</param>
    internal void Add(Analysis analysis, string file)
    {
        var summary = Summaries.Of(analysis) with { File = file };
        lock (_lock)
        {
            if (_cycles.TryGetValue(summary.Cycle.Key, out var known) && known.Version == summary.Version)
            {
                return;
            }

            var next = _cycles.SetItem(summary.Cycle.Key, summary);
            while (next.Count > _maxCycles || _retention.Drops(next.First().Key, next.Last().Key, next.Count))
            {
                next = next.Remove(next.First().Key);
            }

            if (!next.ContainsKey(summary.Cycle.Key))
            {
                return;
            }

            // Members are for the files, and so is all feedback but that of the stations; holding them here would cost more than everything else together.
            _cache.Put(summary.Version, analysis with { MembersK = [], Precipitation = [], Longwave = null });
            Volatile.Write(ref _cycles, next);
            Volatile.Write(ref _latest, next.Last().Value);
        }

        _events.Announce(summary);
        Published?.Invoke(summary);
    }

    /// <summary>The whole analysis of a summary, from memory or from its files; null when the files are gone.</summary>
    /// <param name="summary">The cycle.</param>
    /// <param name="inPassing">One of many: a long series must not push the newest analyses, which most ask for, out of memory.</param>
    internal Analysis? Open(CycleSummary summary, bool inPassing = false)
    {
        if (_cache.Find(summary.Version, inPassing) is { } cached)
        {
            return cached;
        }

        var analysis = ReadFiles(new CycleFile(summary.Cycle.Key, summary.File));
        if (analysis is not null)
        {
            _cache.Put(Summaries.Of(analysis).Version, analysis, inPassing);
        }

        return analysis;
    }

    /// <summary>Reads a cycle's files; null when they are gone.</summary>
    internal Analysis? ReadFiles(CycleFile file)
    {
        if (!File.Exists(file.Path))
        {
            return null;
        }

        var feedback = _folder.FeedbackBeside(file);
        return AnalysisFile.Read(file.Path) with { MembersK = [], Departures = File.Exists(feedback) ? FeedbackCsv.Read(feedback) : [] };
    }
}
