using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML.OnnxRuntime;
using Slams.Diffusion.Networks;

namespace Slams.Diffusion.Tests.Networks;

public sealed class ExecutionProvidersTests : ILogger
{
    private readonly List<(LogLevel Level, int Event, string Text)> _said = [];

    [Theory]
    [InlineData(ExecutionChoice.Auto, false, LogLevel.Information, 3002)]
    [InlineData(ExecutionChoice.Auto, true, LogLevel.Warning, 3003)]
    [InlineData(ExecutionChoice.Cpu, true, LogLevel.Information, 3002)]
    [InlineData(ExecutionChoice.PreferCuda, false, LogLevel.Warning, 3003)]
    [InlineData(ExecutionChoice.PreferCuda, true, LogLevel.Warning, 3003)]
    public void Where_cuda_cannot_be_had_the_cpu_is_taken_and_a_warning_says_so_where_it_was_expected(ExecutionChoice choice, bool built, LogLevel level, int number)
    {
        Assert.Equal(ExecutionProviders.Cpu, Load(choice, built ? "no driver" : "not part of this build", built));

        var (told, id, text) = Assert.Single(_said);
        Assert.Equal((level, number), (told, id));
        Assert.EndsWith(choice == ExecutionChoice.Cpu ? "asked for" : built ? "no driver" : "not part of this build", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExecutionChoice.Auto)]
    [InlineData(ExecutionChoice.PreferCuda)]
    [InlineData(ExecutionChoice.Cuda)]
    public void Cuda_is_taken_where_it_works(ExecutionChoice choice)
    {
        Assert.Equal(ExecutionProviders.Cuda, Load(choice, null, built: true));
        Assert.Equal((LogLevel.Information, 3001, "Networks run on CUDA"), Assert.Single(_said));
    }

    [Fact]
    public void A_device_that_fails_only_when_a_network_is_loaded_is_a_fallback_too()
    {
        Assert.Equal(ExecutionProviders.Cpu, Load(ExecutionChoice.Auto, null, built: true, failing: ExecutionProviders.Cuda));
        Assert.Equal((LogLevel.Warning, 3003), (Assert.Single(_said).Level, _said[0].Event));

        var demanded = Assert.Throws<InvalidOperationException>(() => Load(ExecutionChoice.Cuda, null, built: true, failing: ExecutionProviders.Cuda));
        Assert.StartsWith("Analysis:Provider is Cuda, but CUDA cannot be used", demanded.Message, StringComparison.Ordinal);
        Assert.Throws<OnnxRuntimeException>(() => Load(ExecutionChoice.Cpu, null, built: true, failing: ExecutionProviders.Cpu));
    }

    [Fact]
    public void So_is_one_that_fails_when_a_network_is_loaded_in_two_parts()
    {
        Assert.Equal(ExecutionProviders.Cpu, Load(ExecutionChoice.Auto, null, built: true, failing: ExecutionProviders.Cuda, inTwoParts: true));
        Assert.Equal((LogLevel.Warning, 3003), (Assert.Single(_said).Level, _said[0].Event));
        Assert.Throws<InvalidDataException>(() => Load(ExecutionChoice.Cpu, null, built: true, failing: ExecutionProviders.Cpu, inTwoParts: true));
    }

    [Fact]
    public void This_build_has_no_cuda_and_says_so_where_it_is_demanded()
    {
        Assert.SkipWhen(ExecutionProviders.CudaIsBuiltIn, "Built with CUDA.");
        var demanded = Assert.Throws<InvalidOperationException>(() => ExecutionProviders.Load(ExecutionChoice.Cuda, 1, NullLogger.Instance, (_, provider) => provider));
        Assert.Contains("not part of this build", demanded.Message, StringComparison.Ordinal);
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _said.Add((logLevel, eventId.Id, formatter(state, exception)));

    /// <summary>What runs a network, where CUDA is in the way of a machine without it.</summary>
    private string Load(ExecutionChoice choice, string? missing, bool built, string failing = "", bool inTwoParts = false) => ExecutionProviders.Load(
        choice, 1, this,
        (options, provider) =>
        {
            if (provider == failing)
            {
                // As ONNX Runtime fails, which alone can make its exceptions.
                try
                {
                    using var session = new InferenceSession([1, 2, 3], options);
                }
                catch (OnnxRuntimeException exception) when (inTwoParts)
                {
                    throw new InvalidDataException("a-adjoint.onnx cannot be loaded", exception);
                }
            }

            return provider;
        },
        _ => missing, () => built);
}
