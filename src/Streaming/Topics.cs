namespace Slams.Streaming;

/// <summary>Names of the topics of one installation. The prefix separates installations that share a cluster.</summary>
public sealed record Topics(string Prefix = "slams")
{
    /// <summary>Station readings, keyed by station.</summary>
    public string Readings => $"{Prefix}.readings";

    /// <summary>Satellite frames on the model grid, keyed by platform.</summary>
    public string Frames => $"{Prefix}.frames";

    /// <summary>Analyses, keyed by cycle.</summary>
    public string Analyses => $"{Prefix}.analyses";

    /// <summary>What passes from cycle to cycle, keyed by cycle.</summary>
    public string CycleState => $"{Prefix}.cycle-state";

    /// <summary>Readings and frames that came after their cycle was closed for good.</summary>
    public string Late => $"{Prefix}.late";

    /// <summary>What could not be read: raw bytes with reason, file and line.</summary>
    public string DeadLetters => $"{Prefix}.dead-letters";

    /// <summary>Announcements of published analyses, keyed by cycle.</summary>
    public string Notifications => $"{Prefix}.notifications";

    /// <summary>Observations of each analysis with their departures, keyed by cycle, quantity and part.</summary>
    public string Feedback => $"{Prefix}.feedback";

    /// <summary>Empty: its one partition says which of several instances is active, in each group.</summary>
    public string Leader => $"{Prefix}.leader";

    /// <summary>Empty: its partitions say which of several instances reads which share of the files of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="shares">Number of its shares, and of the partitions.</param>
    public string Shares(string source, int shares) => FormattableString.Invariant($"{Prefix}.shares-{source}-{shares}");

    /// <summary>All of them with their numbers of partitions.</summary>
    /// <param name="partitions">Of readings and frames; the others have one, which keeps cycles in order.</param>
    public IReadOnlyList<(string Topic, int Partitions)> All(int partitions) =>
    [
        (Readings, partitions), (Frames, partitions), (Analyses, 1), (CycleState, 1), (Late, 1), (DeadLetters, 1), (Notifications, 1), (Leader, 1),
    ];
}
