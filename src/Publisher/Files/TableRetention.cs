using Slams.Publisher.Configuration;

namespace Slams.Publisher.Files;

/// <summary>Retention of Parquet tables where nothing is served, and no catalogue says what is kept: it goes by the tables themselves.</summary>
internal sealed class TableRetention
{
    private readonly CycleFiles _tables;
    private readonly CycleFileRemoval _files;
    private readonly RetentionPolicy _policy;
    private readonly RetentionReports _reports;
    private string? _firstKept;

    public TableRetention(CycleFiles tables, RetentionOptions options, RetentionReports reports)
    {
        (_tables, _policy, _reports, _files) = (tables, new RetentionPolicy(options), reports, new CycleFileRemoval(tables.Root, [tables], reports));
        reports.Expect();
    }

    /// <summary>Whether a cycle is older than what is kept: its table would be removed again.</summary>
    public bool IsRemoved(string cycleKey)
    {
        if (string.CompareOrdinal(cycleKey, _firstKept ??= FirstKept()) >= 0)
        {
            return false;
        }

        _reports.TooOld(cycleKey, _tables.Root);
        return true;
    }

    /// <summary>Removes the tables that are not kept.</summary>
    public void Apply()
    {
        _firstKept = FirstKept();
        _files.Apply(key => string.CompareOrdinal(key, _firstKept) < 0);
    }

    private string? FirstKept()
    {
        try
        {
            return _policy.FirstKept([.. _tables.All().Select(table => table.Key).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The table is written; what is too old stays a cycle longer.
            _reports.Failed(_tables.Root, problem);
            return _firstKept;
        }
    }
}
