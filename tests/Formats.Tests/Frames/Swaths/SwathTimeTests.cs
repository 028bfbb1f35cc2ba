using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Formats.NetCdf;
using static Slams.Formats.NetCdf.NetCdfAttribute;

namespace Slams.Formats.Tests.Frames.Swaths;

/// <summary>Times of swaths: every pixel is in a frame of its own half-hour.</summary>
public sealed class SwathTimeTests
{
    [Fact]
    public async Task A_pass_over_the_edge_of_a_window_is_a_frame_on_either_side()
    {
        // A line a second: line 40 is of 03:00:00 itself, which is of the earlier window.
        var sample = new SwathSample { Lines = 100, Pixels = 40, Seconds = (line, _) => 10800 - 40 + line };

        var frames = await FramesAsync(sample);

        Assert.Equal(2, frames.Count);
        Assert.Equal([SwathSample.Epoch.AddSeconds(10800 - 20), SwathSample.Epoch.AddSeconds(10800 + 30)], frames.Select(frame => frame.Time));
        Assert.Equal([41 * 40, 59 * 40], frames.Select(frame => frame.SampleCount.Sum()));
        Assert.Equal(["test.nc[0]", "test.nc[1]"], frames.Select(frame => frame.Source));
        var cycles = frames.ConvertAll(frame => CycleSchedule.SixHourly.CycleAt(frame.Time).Time);
        Assert.Equal([SwathSample.Epoch, SwathSample.Epoch.AddHours(6)], cycles);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task Every_pixel_of_a_day_is_in_the_window_of_its_own_time(int cycleHours)
    {
        var sample = new SwathSample { Lines = 288, Pixels = 4, TimeDimensions = ["line", "pixel"], Seconds = (line, pixel) => (line * 300) + (pixel * 75) };
        var schedule = new CycleSchedule(TimeSpan.FromHours(cycleHours), TimeSpan.Zero);

        var frames = await FramesAsync(sample);

        var expected = sample.Each(sample.Seconds).GroupBy(seconds => schedule.CycleAt(SwathSample.Epoch.AddSeconds(seconds)).Index).ToDictionary(group => group.Key, group => group.Count());
        var found = frames.GroupBy(frame => schedule.CycleAt(frame.Time).Index).ToDictionary(group => group.Key, group => group.Sum(frame => frame.SampleCount.Sum()));
        Assert.Equal(expected, found);
        Assert.Equal(49, frames.Count);
    }

    [Fact]
    public async Task Lines_need_not_be_in_order_of_time()
    {
        var sample = new SwathSample { Lines = 60, Pixels = 40, Seconds = (line, _) => line % 2 == 0 ? 5000 : 100 };

        var frames = await FramesAsync(sample);

        Assert.Equal([SwathSample.Epoch.AddSeconds(100), SwathSample.Epoch.AddSeconds(5000)], frames.Select(frame => frame.Time));
        Assert.All(frames, frame => Assert.Equal(30 * 40, frame.SampleCount.Sum()));
    }

    [Fact]
    public async Task Lines_on_which_many_half_hours_lie_are_not_read_for_each_of_them()
    {
        var sample = new SwathSample { Lines = 64, Pixels = 96, TimeDimensions = ["line", "pixel"], Seconds = (_, pixel) => (pixel * 1800) + 900 };
        var bytes = sample.Classic();
        var stream = new CountingStream(bytes);

        var frames = await FrameReading.FramesAsync(stream);

        Assert.Equal(Enumerable.Range(0, 96).Select(pixel => SwathSample.Epoch.AddSeconds((pixel * 1800) + 900)), frames.Select(frame => frame.Time));
        Assert.All(frames, frame => Assert.Equal(64, frame.SampleCount.Sum()));
        Assert.InRange(stream.BytesRead, bytes.Length, 10 * bytes.Length);
    }

    [Fact]
    public async Task One_time_is_that_of_all_pixels()
    {
        var frame = Assert.Single(await FramesAsync(new SwathSample { TimeDimensions = [], Seconds = (_, _) => 86400 }));

        Assert.Equal((SwathSample.Epoch.AddDays(1), 160 * 120), (frame.Time, frame.SampleCount.Sum()));
    }

    [Fact]
    public async Task Pixels_without_a_time_are_left_out()
    {
        var frame = Assert.Single(await FramesAsync(new SwathSample { Seconds = (line, _) => line < 100 ? -1 : line == 100 ? double.NaN : 700 }));

        Assert.Equal((SwathSample.Epoch.AddSeconds(700), 59 * 120), (frame.Time, frame.SampleCount.Sum()));
    }

    [Fact]
    public async Task A_half_hour_without_a_valid_pixel_says_so()
    {
        var frames = await FramesAsync(new SwathSample { Seconds = (line, _) => line * 60, IsFill = (line, _) => line is > 30 and <= 60 });

        Assert.Equal(
            [QualityFlag.Assimilated, QualityFlag.Assimilated, QualityFlag.Missing, QualityFlag.Assimilated, QualityFlag.Assimilated, QualityFlag.Assimilated, QualityFlag.Assimilated],
            frames.Select(frame => frame.Flag));
        Assert.Equal("No pixel of the swath is valid and has a place.", frames[2].FlagReason);
    }

    [Fact]
    public async Task The_time_that_the_flux_names_is_before_one_that_the_standard_name_finds()
    {
        var frames = await FramesAsync(new SwathSample
        {
            Lines = 40,
            Attributes = [OfText("coordinates", "scan_time lat lon")],
            More = writer => writer.AddVariable("scan_time", [], NetCdfData.Of(new[] { 12.0 }), OfText("units", "hours since 2020-03-01")),
        });

        Assert.Equal(SwathSample.Epoch.AddHours(12), Assert.Single(frames).Time);
    }

    private static Task<List<SatelliteFrame>> FramesAsync(SwathSample sample) => FrameReading.FramesAsync(new MemoryStream(sample.Classic()));

    private sealed class CountingStream(byte[] content) : MemoryStream(content)
    {
        public long BytesRead { get; private set; }

        // Other ways of reading lead here.
        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            BytesRead += read;
            return read;
        }
    }
}
