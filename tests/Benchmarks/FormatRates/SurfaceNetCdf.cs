using System.Globalization;
using Slams.Formats.NetCdf;
using Slams.Formats.Tests.Stations;

namespace Slams.Benchmarks.FormatRates;

/// <summary>Surface reports in netCDF classic.</summary>
internal static class SurfaceNetCdf
{
    /// <summary>A mesonet file of MADIS with its verdicts.</summary>
    public static byte[] Madis(int count) => new MadisFile(count)
        .Text("stationId", "maxStaIdLen", 6, Make(count, i => string.Create(CultureInfo.InvariantCulture, $"A{i % 4000:0000}")))
        .Text("providerId", "maxProviderIdLen", 12, Make(count, i => string.Create(CultureInfo.InvariantCulture, $"PROV-{i % 4000}")))
        .Doubles("observationTime", "seconds since 1-1-1970", Make(count, i => 1_795_953_600.0 + (i % 3600)))
        .Floats("latitude", "degree_north", Make(count, i => 25 + (i % 2500 * 0.01f))).Floats("longitude", "degree_east", Make(count, i => -120 + (i % 5000 * 0.01f)))
        .Floats("elevation", "meter", Make(count, i => i % 2000f))
        .Floats("temperature", "kelvin", Make(count, i => 250 + (i % 500 * 0.1f))).Letters("temperatureDD", new string('V', count)).Ints("temperatureQCR", new int[count])
        .Floats("dewpoint", "kelvin", Make(count, i => 245 + (i % 400 * 0.1f))).Letters("dewpointDD", new string('S', count))
        .Floats("stationPressure", "pascal", Make(count, i => 90_000f + (i % 9000))).Letters("stationPressureDD", new string('C', count))
        .Floats("windSpeed", "meter/sec", Make(count, i => i % 150 * 0.1f)).Floats("windDir", "degree", Make(count, i => i % 36 * 10f))
        .Bytes();

    /// <summary>An hourly file of surface aviation observations.</summary>
    public static byte[] Sao(int count)
    {
        string[] numbers = ["lat", "lon", "elev", "T", "TD", "SPD", "DIR", "PRECIP", "reftime_PRECIP"];
        var writer = new NetCdfWriter().AddRecordDimension("report").AddDimension("time_len", 20).AddDimension("id_len", 12)
            .AddRecordVariable("id", ["id_len"], NetCdfType.Char).AddRecordVariable("time", ["time_len"], NetCdfType.Char);
        foreach (var name in numbers)
        {
            writer.AddRecordVariable(name, [], NetCdfType.Float, NetCdfAttribute.OfNumbers("_FillValue", NetCdfType.Float, -9999));
        }

        var stream = new MemoryStream();
        var records = NetCdfRecords.Begin(writer, stream);
        for (var i = 0; i < count; i++)
        {
            float[] values = [25 + (i % 2500 * 0.01f), -120 + (i % 5000 * 0.01f), i % 2000, (i % 400 * 0.1f) - 10, (i % 300 * 0.1f) - 12, i % 15, i % 36 * 10, i % 9, 6];
            records.Append([
                NetCdfData.OfText(12, StationTexts.Icao(i)), NetCdfData.OfText(20, string.Create(CultureInfo.InvariantCulture, $"1995 03 18 11:{i % 60:00} UTC")),
                .. values.Select(value => NetCdfData.Of(new[] { value })),
            ]);
        }

        records.Complete();
        return stream.ToArray();
    }

    private static T[] Make<T>(int count, Func<int, T> value) => [.. Enumerable.Range(0, count).Select(value)];
}
