using Slams.Core.Observations;
using Slams.Core.Windows;

namespace Slams.Core.Tests.Windows;

public sealed class ObservationOrderTests
{
    private static readonly DateTimeOffset Start = new(1987, 1, 12, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Stations with nothing, little and much in common.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_window_is_sorted_by_station_time_and_record_whatever_the_length_of_names(int seed)
    {
        string[] stations = ["", "7", "01001", "01001a", "010010", "0100100", "0100101", "01001001", "USW00012345", "USW00012346", "żółw", "USW0001"];
        var readings =
            from station in stations
            from minutes in new[] { 20, 0, 10 }
            from record in new[] { 2, 1 }
            select new StationReading { StationId = station, Time = Start.AddMinutes(minutes), AirTemperatureK = 270 + record, SourceRecord = record };
        var arrived = readings.ToArray();
        new Random(seed).Shuffle(arrived);
        var core = ObservationWindows.Create(new WindowOptions());
        var partition = new SourcePartition("readings", 0);
        for (var i = 0; i < arrived.Length; i++)
        {
            core.Add(new SourceOffset(partition, i, "stations"), arrived[i].Time, Start.AddHours(1), Observation.Of(arrived[i]));
        }

        core.Progress(new SourceOffset(partition, arrived.Length, "stations"), null, end: true, Start.AddHours(1));

        Assert.True(core.TryClose(out var window));
        Assert.Equal(
            arrived.OrderBy(r => r.StationId, StringComparer.Ordinal).ThenBy(r => r.Time).ThenBy(r => r.SourceRecord).Select(Text),
            window.Items.Select(item => Text(item.Reading!)));
        Assert.Equal([new OffsetSpan(partition, 0, arrived.Length)], window.Offsets);
    }

    private static string Text(StationReading reading) => FormattableString.Invariant($"{reading.StationId} {reading.Time:HH:mm} {reading.SourceRecord}");
}
