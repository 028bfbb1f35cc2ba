using System.Globalization;
using System.IO.Compression;
using System.Text;
using Slams.Core.Observations;
using Slams.Formats.Stations;
using Slams.Formats.Stations.Csv;

namespace Slams.Formats.Tests.Stations;

/// <summary>Makes and reads station files in memory.</summary>
internal static class StationText
{
    public const string Header = "station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm";

    public static byte[] Utf8(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");

    public static string CsvLine(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"S{number},1995-03-18T12:00:00Z,{number % 90},{number},100,{250 + (number % 50)}.15,");

    public static byte[] Gzip(byte[] bytes)
    {
        var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    public static byte[] Write(IEnumerable<StationReading> readings)
    {
        var stream = new MemoryStream();
        using (var writer = new StationCsvWriter(stream, leaveOpen: true))
        {
            foreach (var reading in readings)
            {
                writer.Write(reading);
            }
        }

        return stream.ToArray();
    }

    public static Task<List<StationItem>> ReadAsync(string text, string source = "test", StationReadOptions? options = null) =>
        ReadAsync(Encoding.UTF8.GetBytes(text), source, options);

    public static Task<List<StationItem>> ReadAsync(byte[] bytes, string source = "test", StationReadOptions? options = null) =>
        ReadAsync(new MemoryStream(bytes), source, options);

    public static async Task<List<StationItem>> ReadAsync(Stream stream, string source = "test", StationReadOptions? options = null)
    {
        var items = new List<StationItem>();
        var formats = new StationFormats(options ?? new StationReadOptions());
        await foreach (var item in formats.ReadAsync(stream, source, TestContext.Current.CancellationToken))
        {
            Assert.Single(new object?[] { item.Reading, item.Profile, item.Unreadable }, one => one is not null);
            items.Add(item);
        }

        return items;
    }
}
