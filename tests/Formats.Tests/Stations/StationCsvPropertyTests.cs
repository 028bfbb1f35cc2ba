using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Slams.Core.Observations;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Stations;

public sealed class StationCsvPropertyTests
{
    [Property(MaxTest = 200)]
    public Property ReadingsComeBackWhateverThePartsTheyArriveIn() =>
        Prop.ForAll(Readings().ArrayOf().ToArbitrary(), Gen.Choose(1, 97).ToArbitrary(), (readings, chunk) =>
        {
            var bytes = StationText.Write(readings);
            var items = StationText.ReadAsync(new ChunkedStream(bytes, chunk)).GetAwaiter().GetResult();
            var expected = readings.Select((reading, index) => reading with { Source = "test", SourceRecord = index + 2 });
            Assert.Equal(expected, items.Select(item => item.Reading));
            Assert.Equal(bytes, StationText.Write(items.Select(item => item.Reading!)));
        });

    [Property(MaxTest = 500)]
    public Property NumbersAreReadAsTheRuntimeReadsThem() => Prop.ForAll(NumberTexts().ToArbitrary(), text =>
    {
        var bytes = StationText.Utf8(StationText.Header, $"A,1995-03-18T12:00:00Z,1,2,3,{text},");
        var value = StationText.ReadAsync(bytes).GetAwaiter().GetResult().Single().Reading!.AirTemperatureK;
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), value);
    });

    [Property(MaxTest = 300)]
    public void AnyTextIsReadOrDeadLetteredLineByLine(NonNull<string>[] lines)
    {
        var texts = lines.Select(line => line.Get.Replace('\n', ' ').Replace('\r', ' ')).Where(line => line.Length > 0).ToArray();
        var bytes = StationText.Utf8([StationText.Header, .. texts, StationText.CsvLine(7)]);
        var items = StationText.ReadAsync(bytes).GetAwaiter().GetResult();
        Assert.Equal(texts.Length + 1, items.Count);
        Assert.Equal("S7", items[^1].Reading!.StationId);
    }

    private static Gen<string> NumberTexts() => Gen.OneOf(
        from sign in Gen.Elements("", "-", "+")
        from whole in Gen.Choose(0, int.MaxValue)
        from fraction in Gen.Elements("", ".", ".5", ".05", ".123456", ".1234567890123456789")
        select $"{sign}{whole.ToString(CultureInfo.InvariantCulture)}{fraction}",
        ArbMap.Default.GeneratorFor<NormalFloat>().Where(v => v.Get != -9999).Select(v => v.Get.ToString("R", CultureInfo.InvariantCulture)),
        Gen.Elements("0", "-0", "1e3", "2.5E-7", ".5", "0.1", "273.15", "1e308"));

    private static Gen<StationReading> Readings() =>
        from id in ArbMap.Default.GeneratorFor<NonNull<string>>().Select(Identifier)
        from seconds in Gen.Choose(-1_000_000_000, int.MaxValue)
        from timed in Gen.Elements(true, false)
        from values in Value().ArrayOf(9)
        select new StationReading
        {
            StationId = id,
            Time = timed ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null,
            LatitudeDegrees = values[0],
            LongitudeDegrees = values[1],
            ElevationMetres = values[2],
            AirTemperatureK = values[3],
            Precipitation6hMm = values[4],
            DewPointK = values[5],
            SurfacePressurePa = values[6],
            WindSpeedMetresPerSecond = values[7],
            WindFromDirectionDegrees = values[8],
        };

    // Longer ids and control characters are refused, as documented.
    private static string Identifier(NonNull<string> text)
    {
        var printable = new string([.. text.Get.Where(c => !char.IsControl(c) && !char.IsSurrogate(c))]);
        return printable[..Math.Min(printable.Length, 20)];
    }

    private static Gen<double?> Value() => Gen.OneOf(
        Gen.Constant((double?)null),
        Gen.Choose(-900_000, 900_000).Where(v => v != -999_900).Select(v => (double?)(v / 100.0)),
        ArbMap.Default.GeneratorFor<NormalFloat>().Where(v => v.Get != -9999).Select(v => (double?)v.Get));
}
