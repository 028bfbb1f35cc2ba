using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Slams.Hosting.Configuration;

/// <summary>Binds options so that a wrong value stops the start with a message that names key, value and rule.</summary>
public static class OptionsRegistration
{
    /// <summary>Binds a section, checks its annotations and validates at start.</summary>
    public static IHostApplicationBuilder AddCheckedOptions<TOptions>(
        this IHostApplicationBuilder builder, string section, Action<TOptions>? configure = null)
        where TOptions : class
    {
        builder.Services.AddCheckedOptions(builder.Configuration, section, configure);
        return builder;
    }

    /// <summary>The same for options of which a host has several, told apart by their section.</summary>
    public static IHostApplicationBuilder AddNamedOptions<TOptions>(this IHostApplicationBuilder builder, string section)
        where TOptions : class
    {
        Add<TOptions>(builder.Services, builder.Configuration, section, section);
        return builder;
    }

    /// <summary>The same for a bare service collection.</summary>
    public static IServiceCollection AddCheckedOptions<TOptions>(
        this IServiceCollection services, IConfiguration configuration, string section, Action<TOptions>? configure = null)
        where TOptions : class
    {
        var options = Add<TOptions>(services, configuration, Options.DefaultName, section);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return services;
    }

    private static OptionsBuilder<TOptions> Add<TOptions>(IServiceCollection services, IConfiguration configuration, string name, string section)
        where TOptions : class
    {
        services.AddSingleton<IValidateOptions<TOptions>>(new AnnotationCheck<TOptions>(name, section));
        return services.AddOptions<TOptions>(name).Bind(configuration.GetSection(section)).ValidateOnStart();
    }
}
