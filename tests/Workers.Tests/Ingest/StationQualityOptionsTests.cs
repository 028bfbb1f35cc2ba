using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Slams.Assimilator;
using Slams.Core.Quality;
using Slams.Diffusion.Analysts;
using Slams.Ingest.Stations;

namespace Slams.Workers.Tests.Ingest;

public sealed class StationQualityOptionsTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("6.5", null, 6.5)]
    [InlineData(null, "5", 5.0)]
    [InlineData("6.5", "0", 0.0)]
    [InlineData("much", null, null)]
    public void The_check_against_climatology_takes_the_lapse_rate_of_the_analysis_unless_told_another(string? ofTheAnalysis, string? own, double? expected) =>
        Assert.Equal(expected, Quality(ofTheAnalysis, own).GrossErrorLapseRateKPerKm);

    [Fact]
    public void A_lapse_rate_that_is_out_of_range_is_refused()
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Quality("99", null));

        Assert.Contains(nameof(QualityControlOptions.GrossErrorLapseRateKPerKm), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_is_that_of_the_assimilator() =>
        Assert.Equal(AssimilatorRegistration.AnalysisSection + ":" + nameof(AnalystOptions.LapseRateKPerKm), StationIngest.LapseRateOfTheAnalysis);

    private static QualityControlOptions Quality(string? ofTheAnalysis, string? own)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Stations:ModelFolder"] = "models",
            [StationIngest.LapseRateOfTheAnalysis] = ofTheAnalysis,
            [$"{StationIngest.QualitySection}:{nameof(QualityControlOptions.GrossErrorLapseRateKPerKm)}"] = own,
        });
        builder.AddStationIngest();
        using var host = builder.Build();
        return host.Services.GetRequiredService<IOptions<QualityControlOptions>>().Value;
    }
}
