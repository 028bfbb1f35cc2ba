using System.ComponentModel.DataAnnotations;
using Slams.Hosting.Configuration;

namespace Slams.Hosting.Ingest;

/// <summary>
/// Files that a broker of MQTT tells of by notifications of the WMO Information System 2.0, <c>Stations:Poll:Mqtt:N</c> and <c>Satellite:Poll:Mqtt:N</c>.
/// </summary>
public sealed class MqttOptions : ServerOptions
{
    /// <summary>Address of the broker, <c>mqtts://HOST[:PORT]</c> or without encryption <c>mqtt://HOST[:PORT]</c>.</summary>
    public string Broker { get; set; } = "";

    /// <summary>
    /// Topics, with <c>+</c> for any one level and <c>#</c> at the end for all below, for example
    /// <c>cache/a/wis2/+/data/core/weather/surface-based-observations/synop</c>.
    /// </summary>
    public List<string> Topics { get; } = [];

    /// <summary>Name that the broker keeps what comes under while nobody is connected; no other client of it may have the same. Empty: nothing is kept.</summary>
    [RegularExpression("^[A-Za-z0-9_.-]{0,64}$")]
    public string ClientId { get; set; } = "";

    /// <summary>User; empty for none. Brokers of the WIS 2.0 are open to <c>everyone</c>.</summary>
    public string Username { get; set; } = "";

    /// <summary>Password of the user. Never logged.</summary>
    [Secret]
    public string Password { get; set; } = "";

    /// <summary>Files that are fetched at once.</summary>
    [Range(1, 32)]
    public int Downloads { get; set; } = 4;

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var result in base.Validate(validationContext))
        {
            yield return result;
        }

        if (!(Uri.TryCreate(Broker, UriKind.Absolute, out var uri) && uri.Scheme is "mqtt" or "mqtts" && uri is { Host.Length: > 0, PathAndQuery: "" or "/", Fragment: "", UserInfo: "" }))
        {
            yield return new ValidationResult(
                $"{nameof(Broker)} must be mqtt(s)://HOST[:PORT] with nothing after it; {nameof(Username)} and {nameof(Password)} have places of their own", [nameof(Broker)]);
        }

        if (Topics.Count == 0 || !Topics.TrueForAll(IsFilter))
        {
            yield return new ValidationResult($"{nameof(Topics)} must be filters of MQTT: + for a whole level, # for the last", [nameof(Topics)]);
        }

        if (Username.Length == 0 && Password.Length > 0)
        {
            yield return new ValidationResult($"{nameof(Password)} goes with a {nameof(Username)}", [nameof(Password)]);
        }
    }

    // MQTT 5.0, section 4.7.1.
    private static bool IsFilter(string topic) => topic.Length > 0 && topic.Split('/') is var levels
        && levels.All(level => level is "+" or "#" || level.IndexOfAny(['+', '#', '\0']) < 0) && Array.IndexOf(levels, "#") is var last && (last < 0 || last == levels.Length - 1);
}
