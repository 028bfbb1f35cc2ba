using Microsoft.Extensions.Options;

namespace Slams.Hosting.Configuration;

/// <summary>Refuses options whose values break the rules of their annotations.</summary>
/// <param name="own">Name of the options.</param>
/// <param name="section">Key of the section that they are bound to.</param>
internal sealed class AnnotationCheck<TOptions>(string own, string section) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        if (name != own)
        {
            return ValidateOptionsResult.Skip;
        }

        var failures = SettingRules.Failures(section, options).ToArray();
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
