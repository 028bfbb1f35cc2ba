using System.Text.RegularExpressions;
using Slams.Publisher.Files;

namespace Slams.Publisher.Configuration;

/// <summary>What is wrong with the settings of object storage, each with its key below <c>Publisher</c>. No message holds a credential.</summary>
internal static partial class S3Validation
{
    public static IEnumerable<(string Key, string Problem)> Problems(IList<S3Options> stores) =>
        stores.SelectMany((store, i) => Problems(store, [.. stores.Take(i).Select(other => other.Name)])
            .Select(found => (FormattableString.Invariant($"S3:{i}:{found.Key}"), found.Problem)));

    private static IEnumerable<(string Key, string Problem)> Problems(S3Options store, IReadOnlyList<string> others)
    {
        if (!Name().IsMatch(store.Name))
        {
            yield return (nameof(store.Name), $"must be 1 to 40 letters, digits and dashes, not '{store.Name}'");
        }
        else if (others.Contains(store.Name))
        {
            yield return (nameof(store.Name), $"must differ from the others: '{store.Name}' is there twice");
        }

        if (store.Endpoint.Length > 0 && !IsEndpoint(store.Endpoint))
        {
            yield return (nameof(store.Endpoint), $"must be http(s)://HOST[:PORT] with nothing after it, not '{store.Endpoint}'");
        }

        if (store.Endpoint.Length == 0 && store.Region.Length == 0)
        {
            yield return (nameof(store.Region), $"is required without an {nameof(store.Endpoint)}");
        }

        if (!Bucket().IsMatch(store.Bucket))
        {
            yield return (nameof(store.Bucket), $"must be the name of a bucket, not '{store.Bucket}'");
        }

        if (store.Prefix.Contains('{', StringComparison.Ordinal) || FileLayout.Problem(store.Prefix) is not null)
        {
            yield return (nameof(store.Prefix), $"must be names with '/' between, of letters, digits and -_.=, not '{store.Prefix}'");
        }

        if (store.Layout is not null && FileLayout.Problem(store.Layout) is { } layout)
        {
            yield return (nameof(store.Layout), layout);
        }

        if (!store.NetCdf && !store.Zarr)
        {
            yield return (nameof(store.NetCdf), $"or {nameof(store.Zarr)} must be true: nothing would be put there");
        }

        if (!store.NetCdf && (store.Feedback || store.Parquet))
        {
            yield return (store.Feedback ? nameof(store.Feedback) : nameof(store.Parquet), $"goes with {nameof(store.NetCdf)}");
        }

        if (store.AccessKeyId.Length > 0 != store.SecretAccessKey.Length > 0)
        {
            yield return (nameof(store.SecretAccessKey), $"and {nameof(store.AccessKeyId)} go together: both, or none for the default chain of the AWS SDK");
        }

        foreach (var (key, problem) in store.Retention.Problems())
        {
            yield return ($"{nameof(store.Retention)}:{key}", problem);
        }

        if (store.Timeout <= TimeSpan.Zero || store.Timeout > TimeSpan.FromHours(1))
        {
            yield return (nameof(store.Timeout), "must be positive and at most an hour");
        }
    }

    private static bool IsEndpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" };

    [GeneratedRegex(@"^[A-Za-z0-9-]{1,40}\z")]
    private static partial Regex Name();

    // Compatible stores are less strict than AWS, so this is what any of them takes.
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]\z")]
    private static partial Regex Bucket();
}
