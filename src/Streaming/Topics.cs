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

    /// <summary>Batches of members to be sampled, keyed by their content.</summary>
    public string MemberJobs => $"{Prefix}.member-jobs";

    /// <summary>What became of them, keyed by the same.</summary>
    public string MemberSamples => $"{Prefix}.member-samples";

    /// <summary>How long jobs and samples are of use, with much to spare: where the log can, it removes older ones.</summary>
    public static TimeSpan MembersKept { get; } = TimeSpan.FromDays(1);

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

    /// <summary>Those in which members are sampled by several instances, with their numbers of partitions; none where they are not.</summary>
    /// <param name="shards">Partitions of the jobs; 0 where each instance samples its own.</param>
    public IReadOnlyList<(string Topic, int Partitions)> OfMembers(int shards) => shards == 0 ? [] : [(MemberJobs, shards), (MemberSamples, 1)];
}
