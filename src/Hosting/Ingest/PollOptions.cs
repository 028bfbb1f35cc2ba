using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Slams.Hosting.Ingest;

/// <summary>What a source fetches from servers, sections <c>Stations:Poll</c> and <c>Satellite:Poll</c>.</summary>
public sealed class PollOptions : IValidatableObject
{
    /// <summary>Folder that files are fetched into, and read from as from <c>Paths</c>; made when absent. Nothing else may put files there.</summary>
    public string Spool { get; set; } = "";

    /// <summary>How long a file stays in the spool at least, also when it was read long before.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "366.00:00:00")]
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Bytes of the largest file that is fetched.</summary>
    [Range(1L, 1L << 40)]
    public long MaxBytes { get; set; } = 256L << 20;

    /// <summary>Networks that files may be fetched from by HTTP though they are not public, for example <c>10.20.0.0/16</c>.</summary>
    public List<string> AllowedNetworks { get; } = [];

    /// <summary>Files of web servers.</summary>
    public List<HttpPollOptions> Http { get; } = [];

    /// <summary>Objects of buckets.</summary>
    public List<S3PollOptions> S3 { get; } = [];

    /// <summary>Files that brokers of MQTT tell of.</summary>
    public List<MqttOptions> Mqtt { get; } = [];

    /// <summary>Files in topics of the log.</summary>
    public List<RawTopicOptions> Topics { get; } = [];

    /// <summary>Whether anything is fetched.</summary>
    public bool HasSources() => Servers().Any();

    /// <summary>Whoever files are fetched from.</summary>
    public IEnumerable<ServerOptions> Servers() => [.. Http, .. S3, .. Mqtt, .. Topics];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HasSources() && Spool.Length == 0)
        {
            yield return new ValidationResult($"{nameof(Spool)} must be the folder for what is fetched", [nameof(Spool)]);
        }

        if (!AllowedNetworks.TrueForAll(network => IPNetwork.TryParse(network, out _)))
        {
            yield return new ValidationResult($"{nameof(AllowedNetworks)} must be networks, as 10.20.0.0/16", [nameof(AllowedNetworks)]);
        }

        if (Servers().Select(server => server.Name).GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            yield return new ValidationResult($"the name '{twice.Key}' is there twice; circuits and messages go by it");
        }
    }
}
