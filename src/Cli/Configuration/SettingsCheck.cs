using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Slams.Hosting.Configuration;

namespace Slams.Cli.Configuration;

/// <summary>What is wrong with the settings of workers, found without starting any.</summary>
internal static class SettingsCheck
{
    /// <summary>A line for each mistake; none where the workers would take the settings.</summary>
    public static IReadOnlyList<string> Problems(WebApplication app)
    {
        var problems = UnknownKeys.In((IConfigurationRoot)app.Configuration).Concat(KnownSections.All.SelectMany(section => Unbindable(app.Configuration, section))).ToList();
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (Exception exception) when (SettingMistakes.Lines(exception) is { } lines)
        {
            problems.AddRange(lines.Except(problems));
        }

        return problems;
    }

    /// <summary>A value that is no number, time and so on ends the validation of all others, so that each section is tried by itself.</summary>
    private static IReadOnlyList<string> Unbindable(IConfiguration configuration, KnownSection section)
    {
        try
        {
            configuration.GetSection(section.Name).Get(section.Type);
            return [];
        }
        catch (Exception exception) when (SettingMistakes.Lines(exception) is { } lines)
        {
            return lines;
        }
    }
}
