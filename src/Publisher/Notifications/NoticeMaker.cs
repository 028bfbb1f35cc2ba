using System.Text.Json;
using Microsoft.Extensions.Options;
using Slams.Core.Analyses;
using Slams.Publisher.Configuration;
using Slams.Publisher.Files;
using Slams.Publisher.Observability;

namespace Slams.Publisher.Notifications;

/// <summary>
/// Makes the notice of an analysis once its netCDF file is in place, with checksum and link: a WIS2 notification message
/// (WMO, WIS2 Notification Message encoding, version 1: GeoJSON with <c>data_id</c>, <c>pubtime</c>, <c>integrity</c> and links).
/// </summary>
internal sealed class NoticeMaker(
    OutputFolder folder, AnnouncedFiles files, IOptions<PublisherOptions> options, TimeProvider clock, ILogger<NoticeMaker> logger)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(0.5), Patience = TimeSpan.FromSeconds(30);
    private readonly NotificationOptions _options = options.Value.Notifications;
    private readonly Uri _base = new((options.Value.Notifications.PublicRoot ?? options.Value.Url.TrimEnd('/')) + "/");

    /// <summary>
    /// The notice; null when there is nothing to announce: a later revision is published already, which has a notice of its own; the file
    /// has been removed since, or replaced by another run; or the revision has failed and the analysis before it stays published.
    /// </summary>
    /// <exception cref="IOException">The file is still not there after half a minute.</exception>
    public async Task<Notice?> OfAsync(Analysis analysis, CancellationToken cancellationToken)
    {
        var path = folder.Analyses.PathOf(analysis.Cycle, analysis.Provenance.RunId);
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Between)
        {
            var published = await files.ReadAsync(path, cancellationToken);
            if (published?.Provenance.IsSameRun(analysis.Provenance) != true)
            {
                // Files appear in the order of the log: one of a later cycle says that this one was there.
                if (string.CompareOrdinal(folder.Newest().FirstOrDefault()?.Key, analysis.Cycle.Key) > 0)
                {
                    return Nothing(analysis, "its file has been removed, or replaced by another run");
                }
            }
            else if (published.Provenance.Revision > analysis.Provenance.Revision)
            {
                return null;
            }
            else if (published.Failure is null && analysis.Failure is not null)
            {
                // Its file never comes.
                return Nothing(analysis, "it has failed, and the analysis published before stays");
            }
            else if (published.Provenance.Revision == analysis.Provenance.Revision && (published.Failure is null) == (analysis.Failure is null))
            {
                return Make(analysis, published);
            }

            // Another lane, perhaps of another instance, writes it.
            await Task.Delay(Between, clock, cancellationToken);
        }

        throw new IOException($"The file of {analysis.Cycle.Key}, revision {analysis.Provenance.Revision}, is not published yet.");
    }

    private Notice? Nothing(Analysis analysis, string reason)
    {
        Log.NotAnnounced(logger, analysis.Cycle.Key, analysis.Provenance.Revision, reason);
        return null;
    }

    private Notice Make(Analysis analysis, AnnouncedFile file)
    {
        var revision = FormattableString.Invariant($"{analysis.Cycle.Key}.{analysis.Provenance.Revision}");
        return new Notice(
            $"{revision}.{Convert.ToHexStringLower(file.Sha512.Span[..8])}", $"/slams/{Uri.EscapeDataString(analysis.Provenance.RunId)}",
            analysis.Failure is null ? Notice.Analysed : Notice.Failed, analysis.Cycle.Key, Message(analysis, file));
    }

    private byte[] Message(Analysis analysis, AnnouncedFile file)
    {
        var message = new WisMessage
        {
            Id = Identifier(file.Sha512.Span),
            Geometry = WisGeometry.Of(analysis.Grid),
            Properties = new WisProperties
            {
                DataId = $"{_options.DataIdPrefix}/{analysis.Provenance.RunId}/{analysis.Cycle.Key}",
                Pubtime = file.Written,
                Datetime = analysis.Cycle.Time.UtcDateTime,
                Integrity = new WisIntegrity("sha512", Convert.ToBase64String(file.Sha512.Span)),
                Revision = analysis.Provenance.Revision,
                Failure = analysis.Failure,
            },
            Links =
            [
                new WisLink(
                    new Uri(_base, $"api/v1/cycles/{analysis.Cycle.Key}/file").AbsoluteUri, analysis.Provenance.Revision == 0 ? "canonical" : "update",
                    "application/x-netcdf", file.Length),
            ],
        };
        return JsonSerializer.SerializeToUtf8Bytes(message, WisJson.Default.WisMessage);
    }

    // RFC 9562, version 8: the bits are ours to choose. The same file has the same identifier.
    private static Guid Identifier(ReadOnlySpan<byte> digest)
    {
        var bytes = digest[..16].ToArray();
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
