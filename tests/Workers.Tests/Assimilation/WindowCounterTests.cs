using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Slams.Assimilator;
using Slams.Diffusion.Analysts;
using Slams.Formats.Analyses;
using Slams.Hosting.Configuration;

namespace Slams.Workers.Tests.Assimilation;

public sealed class WindowCounterTests
{
    [Fact]
    public async Task Without_a_model_every_cycle_is_published_with_the_counts_of_its_window()
    {
        await using var bench = new AssimilatorBench();
        bench.Analysts = new LatentAnalystFactory(
            Options.Create(new AssimilatorOptions { ModelFolder = AssimilatorOptions.NoModel }), Options.Create(new AnalystOptions()),
            Options.Create(new CycleOptions()), NullLogger<LatentAnalystFactory>.Instance, TimeProvider.System);
        await bench.AppendAsync([(0, null), (10, null), (400, null), (20, TimeSpan.FromHours(1))]);

        await bench.RunAsync();

        var analyses = await bench.AnalysesAsync();
        // The last came after its cycle was closed.
        Assert.Equal([2, 1], analyses.Select(analysis => analysis.Provenance.InputCounts["reading.Assimilated"]));
        Assert.All(analyses, analysis =>
        {
            Assert.Equal("none", analysis.Provenance.ModelId);
            Assert.Null(analysis.Failure);
            Assert.Empty(analysis.MeanK);
            using var file = new MemoryStream();
            AnalysisFile.Write(file, analysis);
            file.Position = 0;
            var back = AnalysisFile.Read(file);
            Assert.Empty(back.MeanK);
            Assert.Equal(analysis.Cycle, back.Cycle);
            Assert.Equal(analysis.Provenance.InputCounts, back.Provenance.InputCounts);
        });
    }
}
