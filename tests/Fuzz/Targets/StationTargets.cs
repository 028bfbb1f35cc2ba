using Slams.Core.Quality;
using Slams.Formats.Stations;
using Slams.Formats.Stations.Positions;
using Slams.Fuzz.Support;
using Slams.Streaming.Messages;

namespace Slams.Fuzz.Targets;

/// <summary>Station files, as ingest takes them: read, judged, and made records of.</summary>
internal static class StationTargets
{
    private static readonly StationReadOptions Options = new()
    {
        Positions = new Dictionary<string, StationPosition> { ["KDEN"] = new(39.8, -104.7, 1655), ["03772"] = new(51.5, -0.5, 25), ["46042"] = new(36.8, -122.4, 0) },
        ReferenceTime = FixedClock.Now,
        Clock = new FixedClock(),
        // Bombs are held to less than the service allows, so that they are held within the time of a case too.
        MaximumDecompressedBytes = 16 << 20,
        MaximumBufferedBytes = 16 << 20,
    };

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new("stations", Reading(null), Refusals.None),
        .. new StationFormats(Options).Names.Select(name => new FuzzTarget(name, Reading(name), Refusals.None)),
        new("positions", bytes => StationPositionList.Read(new MemoryStream(bytes), "positions.csv"), Refusals.Damaged),
    ];

    private static Action<byte[]> Reading(string? format)
    {
        var formats = new Lazy<StationFormats>(() => new StationFormats(Options with { Format = format }));
        // ISD-Lite has the station in the name.
        var source = format == "isd-lite" ? "037720-99999-2026" : "test";
        return bytes =>
        {
            var quality = new StationQuality(new QualityControlOptions(), Options.Clock);
            Sequences.ForEach(formats.Value.ReadAsync(new MemoryStream(bytes), source, CancellationToken.None), item =>
            {
                if (item.Reading is { } reading)
                {
                    ReadingCodec.ToRecord(quality.Apply(reading));
                }
                else if (item.Profile is { } profile)
                {
                    ProfileCodec.ToRecord(quality.Apply(profile));
                }
                else
                {
                    DeadLetterCodec.ToRecord(item.Unreadable!, FixedClock.Now);
                }
            });
        };
    }
}
