using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Slams.Formats.Models;
using Slams.Hosting.Configuration;
using Slams.Publisher.Files;

namespace Slams.Publisher.Configuration;

/// <summary>Refuses settings the publisher cannot work with, naming the key.</summary>
internal sealed class PublisherOptionsValidator : IValidateOptions<PublisherOptions>
{
    public ValidateOptionsResult Validate(string? name, PublisherOptions options)
    {
        var failures = SettingRules.Failures(PublisherOptions.Section, options).ToList();
        Require(
            !options.Files || !string.IsNullOrWhiteSpace(options.OutputFolder), nameof(options.OutputFolder), "is required: the folder of the analysis files");
        if (!options.Files)
        {
            RequireExportsAlone();
        }

        Require(IsListenAddress(options.Url), nameof(options.Url), $"must be http(s)://ADDRESS:PORT without a path, not '{options.Url}'");
        Require(
            options.ModelFolder.Length == 0 || File.Exists(Path.Combine(options.ModelFolder, ModelClimatologyFile.FileName)), nameof(options.ModelFolder),
            $"must be a folder with a {ModelClimatologyFile.FileName}, not '{options.ModelFolder}'");
        Require(!string.IsNullOrWhiteSpace(options.TopicPrefix), nameof(options.TopicPrefix), "must not be empty");
        Require(FileLayout.Problem(options.Layout) is null, nameof(options.Layout), FileLayout.Problem(options.Layout) ?? "");
        RequireRetention(options.Retention, "");
        // The catalogue says what is kept, and it knows no more than this.
        RequireRange(Math.Max(0, options.Retention.Cycles), 0, options.MaxCycles, $"{nameof(options.Retention)}:{nameof(options.Retention.Cycles)}");
        RequireRetention(options.Zarr.Retention, $"{nameof(options.Zarr)}:");
        Require(
            options.Zarr.Folder.Length > 0 || !options.Zarr.Retention.IsOn, $"{nameof(options.Zarr)}:{nameof(options.Zarr.Retention)}",
            $"is of the stores in {PublisherOptions.Section}:{nameof(options.Zarr)}:{nameof(options.Zarr.Folder)}, which is not set; buckets have their own");
        Require(
            options.CorsOrigins.All(CrossOrigin.IsOrigin), nameof(options.CorsOrigins), "must be origins, http(s)://HOST[:PORT] with nothing after them, or *");
        Require(
            options.TrustedProxies.All(network => IPNetwork.TryParse(network, out _)), nameof(options.TrustedProxies), "must be networks, as 10.20.0.0/16");
        RequirePositive(options.EventHeartbeat, nameof(options.EventHeartbeat));
        RequirePositive(options.SessionTimeout, nameof(options.SessionTimeout));
        RequirePositive(options.DelayObjective, nameof(options.DelayObjective));
        RequirePositive(options.RetryDelay, nameof(options.RetryDelay));
        RequirePositive(options.PollTimeout, nameof(options.PollTimeout));
        Require(
            options.CircuitPause >= TimeSpan.FromSeconds(0.5) && options.CircuitPause <= TimeSpan.FromDays(1), nameof(options.CircuitPause),
            "must be half a second to a day");
        Require(options.MaxRetryDelay >= options.RetryDelay, nameof(options.MaxRetryDelay), "must not be shorter than RetryDelay");
        foreach (var (key, problem) in NotificationValidation.Problems(options.Notifications).Concat(S3Validation.Problems(options.S3)))
        {
            Require(false, key, problem);
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void RequireExportsAlone()
        {
            Require(
                options.Zarr.Folder.Length > 0 || options.ParquetFolder.Length > 0 || options.FeedbackTopic || options.S3.Count > 0, nameof(options.Files),
                $"cannot be false without an export: {nameof(options.Zarr)}, {nameof(options.ParquetFolder)}, {nameof(options.FeedbackTopic)} or {nameof(options.S3)}");
            Require(
                !options.Notifications.Topic && options.Notifications.Webhooks.Count == 0, nameof(options.Notifications),
                $"link to the files that are served, and need {PublisherOptions.Section}:{nameof(options.Files)}");
            Require(
                !options.Retention.IsOn || options.ParquetFolder.Length > 0, nameof(options.Retention),
                $"is of folders, and needs {PublisherOptions.Section}:{nameof(options.Files)} or {nameof(options.ParquetFolder)}; other exports have their own");
        }

        void RequireRetention(RetentionOptions retention, string section)
        {
            foreach (var (key, problem) in retention.Problems())
            {
                Require(false, $"{section}{nameof(options.Retention)}:{key}", problem);
            }
        }

        void Require(bool holds, string key, string message)
        {
            if (!holds)
            {
                failures.Add($"{PublisherOptions.Section}:{key} {message}.");
            }
        }

        void RequireRange(int value, int low, int high, string key) => Require(
            value >= low && value <= high, key, string.Create(CultureInfo.InvariantCulture, $"must be {low} to {high}, not {value}"));

        void RequirePositive(TimeSpan value, string key) => Require(value > TimeSpan.Zero, key, "must be a positive time span");
    }

    private static bool IsListenAddress(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.AbsolutePath == "/" && uri.Query.Length == 0
        && (uri.IsLoopback || IPAddress.TryParse(uri.Host.Trim('[', ']'), out _) || Uri.CheckHostName(uri.Host) == UriHostNameType.Dns);
}
