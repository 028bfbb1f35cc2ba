using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Slams.Hosting.Configuration;

/// <summary>Binds options so that a wrong value stops the start with a message that names the key.</summary>
public static class OptionsRegistration
{
    /// <summary>Binds a section, checks its annotations and validates at start.</summary>
    public static IHostApplicationBuilder AddCheckedOptions<TOptions>(
        this IHostApplicationBuilder builder, string section, Action<TOptions>? configure = null)
        where TOptions : class
    {
        var options = builder.Services.AddOptions<TOptions>().Bind(builder.Configuration.GetSection(section)).ValidateDataAnnotations();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        options.ValidateOnStart();
        return builder;
    }
}
