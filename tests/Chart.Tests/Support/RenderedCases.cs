namespace Slams.Chart.Tests.Support;

/// <summary>The chart rendered by Helm 4 with each of its values, once for all tests.</summary>
public sealed class RenderedCases : IAsyncLifetime
{
    private readonly Dictionary<string, RenderedChart> _charts = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!HelmTool.IsThere(4))
        {
            return;
        }

        var helm = HelmTool.Of(4);
        foreach (var chartCase in ChartCase.All)
        {
            var text = (await helm.TemplateAsync(chartCase.Arguments)).Well().Output;
            _charts[chartCase.Name] = new RenderedChart(text, chartCase.Given);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>One of them; skips the test where Helm is not installed.</summary>
    internal RenderedChart this[string name]
    {
        get
        {
            Assert.SkipUnless(HelmTool.IsThere(4), "helm-4 is not installed below .tools.");
            return _charts[name];
        }
    }
}
