using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Slams.Core.Grids;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Edr;

public sealed class ClimatologyTests
{
    private const string Position = "edr/collections/analysis/position?coords=POINT(11 48)&datetime=1987-01-11T06:00Z";

    [Fact]
    public async Task A_model_adds_what_is_normal_at_the_time_of_the_analysis()
    {
        using var model = new ScratchFolder();
        SyntheticClimatology.Write(model.Path, SyntheticAnalysis.Grid);
        await using var publisher = await PublishedAsync(model.Path);

        var coverage = await publisher.Client.GetFromJsonAsync<JsonElement>(Position, TestContext.Current.CancellationToken);

        var climatology = SyntheticClimatology.Make(SyntheticAnalysis.Grid);
        var values = PublishedCycles.Range(coverage, "air_temperature_climatology");
        Assert.Equal(8, values.Length);
        for (var level = 0; level < values.Length; level++)
        {
            Assert.Equal(climatology.Temperature(level).ValueAt(48, 11, SyntheticAnalysis.CycleAt(0).Time), values[level], 1e-3);
        }

        Assert.Contains("air_temperature_climatology", await ParametersAsync(publisher));
    }

    [Fact]
    public async Task An_analysis_on_another_grid_than_the_models_has_none()
    {
        using var model = new ScratchFolder();
        var levels = SyntheticAnalysis.Grid.PressureLevelsPa;
        SyntheticClimatology.Write(model.Path, new StateGrid(SyntheticAnalysis.Grid.Horizontal, [.. levels.Select(level => level + 100)]));
        await using var publisher = await PublishedAsync(model.Path);

        var coverage = await publisher.Client.GetFromJsonAsync<JsonElement>(
            $"{Position}&parameter-name=air_temperature_climatology", TestContext.Current.CancellationToken);

        Assert.All(PublishedCycles.Range(coverage, "air_temperature_climatology"), value => Assert.Equal(float.NaN, value));
    }

    [Fact]
    public async Task Without_a_model_there_is_no_such_parameter()
    {
        await using var publisher = await PublishedAsync("");

        using var answer = await publisher.Client.GetAsync($"{Position}&parameter-name=air_temperature_climatology", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["air_temperature", "air_temperature_spread"], await ParametersAsync(publisher));
    }

    private static async Task<RunningPublisher> PublishedAsync(string model)
    {
        var publisher = await RunningPublisher.StartAsync(options => options.ModelFolder = model);
        await publisher.PublishAsync(SyntheticAnalysis.Make(0));
        return publisher;
    }

    private static async Task<IReadOnlyList<string>> ParametersAsync(RunningPublisher publisher)
    {
        var collection = await publisher.Client.GetFromJsonAsync<JsonElement>("edr/collections/analysis", TestContext.Current.CancellationToken);
        return [.. collection.GetProperty("parameter_names").EnumerateObject().Select(parameter => parameter.Name).Order(StringComparer.Ordinal)];
    }
}
