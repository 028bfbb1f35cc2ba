using Slams.Chart.Tests.Support;

namespace Slams.Chart.Tests.Rendering;

public sealed class GpuTests
{
    [Theory]
    [InlineData("assimilator.gpu.enabled=true", "Cuda")]
    [InlineData("assimilator.gpu.enabled=true,assimilator.config.Analysis.Provider=PreferCuda", "PreferCuda")]
    [InlineData("assimilator.config.Analysis.Provider=PreferCuda", "PreferCuda")]
    [InlineData("assimilator.replicas=2", null)]
    public async Task A_gpu_is_demanded_unless_the_settings_say_otherwise(string settings, string? provider)
    {
        var text = (await HelmTool.Of(4).TemplateAsync("--set", settings)).Well().Output;

        Assert.Equal(provider is null ? [] : [$"Analysis__Provider: \"{provider}\""], text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("Analysis__Provider", StringComparison.Ordinal)));
    }
}
