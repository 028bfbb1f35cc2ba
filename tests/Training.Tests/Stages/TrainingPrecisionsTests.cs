using Slams.Training.Stages;
using static TorchSharp.torch;

namespace Slams.Training.Tests.Stages;

public sealed class TrainingPrecisionsTests
{
    [Theory]
    [InlineData(TrainingPrecision.Auto, true, ScalarType.BFloat16)]
    [InlineData(TrainingPrecision.Auto, false, ScalarType.Float32)]
    [InlineData(TrainingPrecision.BFloat16, false, ScalarType.BFloat16)]
    [InlineData(TrainingPrecision.Float32, true, ScalarType.Float32)]
    public void Bfloat16_is_chosen_where_it_is_fast_and_what_is_asked_for_is_kept(TrainingPrecision asked, bool hasFast, ScalarType expected) =>
        Assert.Equal(expected, asked.ToScalarType(hasFast));

    [Fact]
    public void The_processor_is_judged_as_the_kernel_does()
    {
        if (!File.Exists("/proc/cpuinfo"))
        {
            Assert.Skip("there is no /proc/cpuinfo");
        }

        var flags = File.ReadLines("/proc/cpuinfo").Where(line => line.StartsWith("flags", StringComparison.Ordinal)).SelectMany(line => line.Split(' '));

        Assert.Equal(flags.Any(flag => flag is "avx512_bf16" or "amx_bf16"), TrainingPrecisions.HasFastBFloat16);
    }
}
