using System.ComponentModel.DataAnnotations;
using Slams.Hosting.Configuration;

namespace Slams.Hosting.Ingest;

/// <summary>Files of a web server, <c>Stations:Poll:Http:N</c> and <c>Satellite:Poll:Http:N</c>.</summary>
public sealed class HttpPollOptions : PollSchedule
{
    /// <summary>
    /// Address of a file, or with <see cref="Pattern"/> of a page that lists files, http or https; <c>{yyyy}</c>, <c>{MM}</c>, <c>{dd}</c>,
    /// <c>{DDD}</c> (day of the year), <c>{HH}</c> and <c>{mm}</c> stand for parts of each time of <see cref="PollSchedule.LookBack"/>, in UTC.
    /// </summary>
    public string Url { get; set; } = "";

    /// <summary>Names of the files that are taken from a listing, with <c>*</c> and <c>?</c>; empty: the address is that of a file.</summary>
    public string Pattern { get; set; } = "";

    /// <summary>Value of the header <c>Authorization</c>; empty sends none. Never logged.</summary>
    [Secret]
    public string Authorization { get; set; } = "";

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var result in base.Validate(validationContext))
        {
            yield return result;
        }

        if (TimeTemplate.Problem(Url) is { } problem)
        {
            yield return new ValidationResult($"{nameof(Url)} {problem}", [nameof(Url)]);
        }
        else if (!Uri.TryCreate(TimeTemplate.Fill(Url, DateTimeOffset.UnixEpoch), UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) || uri.UserInfo.Length > 0)
        {
            yield return new ValidationResult(
                $"{nameof(Url)} must be an http(s) address without a user; {nameof(Authorization)} has a place of its own", [nameof(Url)]);
        }

        if (Pattern.Contains('/', StringComparison.Ordinal))
        {
            yield return new ValidationResult($"{nameof(Pattern)} must be one of names, without folders", [nameof(Pattern)]);
        }

        if (Authorization.Any(char.IsControl))
        {
            yield return new ValidationResult($"{nameof(Authorization)} must be the value of a header", [nameof(Authorization)]);
        }
    }
}
