using System.ComponentModel.DataAnnotations;

namespace Slams.Publisher.Configuration;

/// <summary>Settings of the publisher, section <c>Publisher</c> of the configuration.</summary>
public sealed class PublisherOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Publisher";

    /// <summary>
    /// Whether the files of each cycle go into <see cref="OutputFolder"/>, from where page and API serve them. Without, the publisher has its
    /// exports alone, and answers who wants analyses with 404.
    /// </summary>
    public bool Files { get; set; } = true;

    /// <summary>Folder of the analysis files; created when absent. Required where <see cref="Files"/> are written.</summary>
    public string OutputFolder { get; set; } = "";

    /// <summary>Model folder whose climatology is served beside the analyses; empty: none is.</summary>
    public string ModelFolder { get; set; } = "";

    /// <summary>Address to listen on; loopback unless set otherwise.</summary>
    public string Url { get; set; } = "http://127.0.0.1:8080";

    /// <summary>Prefix of the topics, see <see cref="Slams.Streaming.Topics"/>.</summary>
    public string TopicPrefix { get; set; } = "slams";

    /// <summary>
    /// Consumer group; its committed offsets say what has been published. Empty: the prefix of the topics and <c>-publisher</c>.
    /// </summary>
    public string Group { get; set; } = "";

    /// <summary>How long a silent instance of the group goes on being the one that publishes.</summary>
    public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether every member's field goes into the files, when the analysis carries them.</summary>
    public bool WriteMembers { get; set; }

    /// <summary>Whether a CSV file of station departures is written beside each analysis.</summary>
    public bool WriteFeedback { get; set; } = true;

    /// <summary>
    /// Folders below <see cref="OutputFolder"/> and <see cref="ParquetFolder"/> for the files of each cycle, for example <c>{year}/{month}</c>;
    /// empty: all lie in the folder itself.
    /// </summary>
    public string Layout { get; set; } = "";

    /// <summary>Whether each file has its SHA-256 beside it, <c>NAME.sha256</c>.</summary>
    public bool Checksums { get; set; } = true;

    /// <summary>How long files are kept; for ever by default.</summary>
    public RetentionOptions Retention { get; set; } = new();

    /// <summary>The Zarr export, off by default.</summary>
    public ZarrOptions Zarr { get; set; } = new();

    /// <summary>Folder of Parquet tables of observations with their departures, one a cycle; empty: none is written.</summary>
    public string ParquetFolder { get; set; } = "";

    /// <summary>Whether observations with their departures go into the feedback topic.</summary>
    public bool FeedbackTopic { get; set; }

    /// <summary>Buckets of object storage that files are put into; none by default.</summary>
    public IList<S3Options> S3 { get; } = [];

    /// <summary>Notifications, off by default.</summary>
    public NotificationOptions Notifications { get; set; } = new();

    /// <summary>Newest cycles that the API knows; older files stay in the folder.</summary>
    [Range(1, 100_000)]
    public int MaxCycles { get; set; } = 2000;

    /// <summary>Whole analyses held in memory; others are read from their files.</summary>
    [Range(1, 10_000)]
    public int CachedAnalyses { get; set; } = 32;

    /// <summary>Most values that the answer to a query at <c>/edr</c> may have.</summary>
    [Range(1, 100_000_000)]
    public int MaxAnswerValues { get; set; } = 1_000_000;

    /// <summary>Most cycles that a query at <c>/edr</c> may read.</summary>
    [Range(1, 100_000)]
    public int MaxAnswerCycles { get; set; } = 1500;

    /// <summary>Queries that read fields at a time; others wait.</summary>
    [Range(1, 10_000)]
    public int MaxQueries { get; set; } = 8;

    /// <summary>Queries that may wait; others are refused with 429.</summary>
    [Range(0, 100_000)]
    public int MaxWaitingQueries { get; set; } = 256;

    /// <summary>Memory of answers to queries that clients have not read yet; beyond it, the address with the most of it loses its oldest answer.</summary>
    [Range(1, int.MaxValue)]
    public int MaxUnsentBytes { get; set; } = 128 << 20;

    /// <summary>Requests a minute from one address to API, data retrieval and description, as a mean and at once; 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 6000;

    /// <summary>
    /// Networks of proxies that are believed when they say who asks, and whether by TLS (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>), for
    /// example <c>10.20.0.0/16</c>; without, all their clients count as one address.
    /// </summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>Origins whose pages may read the service, for example <c>https://maps.example</c>, or <c>*</c>; none by default.</summary>
    public IList<string> CorsOrigins { get; } = [];

    /// <summary>Most clients of the event stream at a time.</summary>
    [Range(0, 100_000)]
    public int MaxEventClients { get; set; } = 256;

    /// <summary>Events that may wait for one client before it is disconnected.</summary>
    [Range(1, 10_000)]
    public int EventBuffer { get; set; } = 64;

    /// <summary>Time between two signs of life on an idle event stream.</summary>
    public TimeSpan EventHeartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Delay from the end of a window within which its analysis is to be published; for metrics, dashboards and alerts. Less than
    /// <c>Cycle:AllowedDisorder</c> cannot be had.
    /// </summary>
    public TimeSpan DelayObjective { get; set; } = TimeSpan.FromHours(3);

    /// <summary>First wait after a failed delivery; it doubles up to <see cref="MaxRetryDelay"/>.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two tries of a delivery.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a sink that has failed again and again is left alone.</summary>
    public TimeSpan CircuitPause { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Age of the last poll of the log at which the publisher no longer counts as alive.</summary>
    public TimeSpan PollTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The group of a domain whose settings name none: of two domains on one log, neither takes the place of the other.</summary>
    public static string GroupOf(string topicPrefix) => topicPrefix + "-publisher";
}
