using System.Text;
using Slams.Formats.Soundings;
using Slams.Formats.Stations;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Soundings;

/// <summary>Reads soundings from text, as of 29 November 2026 unless the text is of another time.</summary>
internal static class TempText
{
    public static readonly StationReadOptions Options = new() { ReferenceTime = new(2026, 11, 29, 15, 0, 0, TimeSpan.Zero) };

    public static Task<List<SoundingItem>> ReadAsync(string text, StationReadOptions? options = null) => ReadAsync(Encoding.Latin1.GetBytes(text), options);

    public static async Task<List<SoundingItem>> ReadAsync(byte[] bytes, StationReadOptions? options = null)
    {
        using var scratch = new ScratchFolder();
        File.WriteAllBytes(scratch["bulletins"], bytes);
        var items = new List<SoundingItem>();
        await foreach (var item in new SoundingFormats(options ?? Options).ReadFileAsync(scratch["bulletins"], TestContext.Current.CancellationToken))
        {
            Assert.True(item.Sounding is null != item.Unreadable is null);
            items.Add(item);
        }

        return items;
    }

    public static async Task<Sounding> SoundingAsync(string text) => Assert.Single(await ReadAsync(text)).Sounding!;

    /// <summary>A level as tables show it: hPa, m, degrees Celsius, depression of the dew point in K.</summary>
    public static SoundingLevel Level(double pressure, double? height = null, double? temperature = null, double? depression = null) => new(
        Math.Round(pressure * 100), height, temperature is { } celsius ? Math.Round(celsius + 273.15, 2) : null,
        depression is { } below ? Math.Round(temperature!.Value - below + 273.15, 2) : null);
}
