using Slams.Formats.Soundings;
using Slams.Formats.Soundings.Bufr;
using Slams.Formats.Soundings.Igra;
using Slams.Formats.Soundings.Temp;
using Slams.Formats.Stations;
using Slams.Fuzz.Support;

namespace Slams.Fuzz.Targets;

/// <summary>Files of soundings.</summary>
internal static class SoundingTargets
{
    public static IEnumerable<FuzzTarget> Make() =>
    [
        Of("sounding-igra", new IgraFormat()), Of("sounding-bufr", new BufrSoundingFormat()),
        Of("sounding-temp", new TempFormat(new StationReadOptions { ReferenceTime = FixedClock.Now, Clock = new FixedClock() })),
    ];

    private static FuzzTarget Of(string name, ISoundingFormat format) => new(
        name,
        bytes =>
        {
            format.Recognises(bytes.AsSpan(0, Math.Min(bytes.Length, StationReadOptions.HeadBytes)));
            using var writer = new SoundingCsvWriter(Stream.Null);
            Sequences.ForEach(format.ReadAsync(new MemoryStream(bytes), "test", FixedClock.Now, CancellationToken.None), item =>
            {
                if (item.Sounding is { } sounding)
                {
                    writer.Write(sounding);
                }
            });
        },
        Refusals.Damaged);
}
