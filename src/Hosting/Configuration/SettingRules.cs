using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Slams.Hosting.Configuration;

/// <summary>What the annotations of options ask of their values, in words, and where values break it.</summary>
public static class SettingRules
{
    /// <summary>The rule of one setting; null where any value will do.</summary>
    public static string? RuleOf(PropertyInfo property)
    {
        var rules = property.GetCustomAttributes<ValidationAttribute>().Select(Text).ToArray();
        return rules.Length == 0 ? null : string.Join(", and ", rules);
    }

    /// <summary>Whether a type is a group of settings rather than a value.</summary>
    public static bool IsGroup(Type type) => type.IsClass && type.Namespace?.StartsWith("Slams.", StringComparison.Ordinal) == true;

    /// <summary>What is wrong with options: each message names key, value and rule. Secrets are not shown.</summary>
    /// <param name="section">Key of the options.</param>
    /// <param name="options">The options, with the groups and lists of groups below them.</param>
    public static IEnumerable<string> Failures(string section, object options)
    {
        foreach (var property in options.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            var (key, value) = ($"{section}:{property.Name}", property.GetValue(options));
            if (RuleOf(property) is { } rule && !property.GetCustomAttributes<ValidationAttribute>().All(attribute => attribute.IsValid(value)))
            {
                yield return $"{key} {rule}{But(property, value)}.";
            }

            foreach (var below in Below(key, value))
            {
                yield return below;
            }
        }

        if (options is IValidatableObject validatable)
        {
            foreach (var failure in validatable.Validate(new ValidationContext(options)))
            {
                yield return Text(section, options, failure);
            }
        }
    }

    /// <summary>A value as the configuration would have it.</summary>
    public static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static IEnumerable<string> Below(string key, object? value) => value switch
    {
        null or string => [],
        IEnumerable list => list.Cast<object?>()
            .Select((item, i) => (item, i))
            .Where(entry => entry.item is not null && IsGroup(entry.item.GetType()))
            .SelectMany(entry => Failures(string.Create(CultureInfo.InvariantCulture, $"{key}:{entry.i}"), entry.item!)),
        _ => IsGroup(value.GetType()) ? Failures(key, value) : [],
    };

    private static string Text(string section, object options, ValidationResult failure)
    {
        var member = failure.MemberNames.Select(options.GetType().GetProperty).FirstOrDefault(property => property is not null);
        var message = failure.ErrorMessage?.TrimEnd('.') ?? "";
        return member is null || IsGroup(member.PropertyType)
            ? message.StartsWith(section + ":", StringComparison.Ordinal) ? message + "." : $"{section}: {message}."
            : $"{section}:{(message.StartsWith(member.Name, StringComparison.Ordinal) ? message : $"{member.Name}: {message}")}{But(member, member.GetValue(options))}.";
    }

    private static string But(PropertyInfo property, object? value) =>
        property.IsDefined(typeof(SecretAttribute)) || value is IEnumerable and not string ? "" : $", not '{Text(value)}'";

    private static string Text(ValidationAttribute attribute) => attribute switch
    {
        RequiredAttribute => "must not be empty",
        RangeAttribute range => string.Create(CultureInfo.InvariantCulture, $"must be {range.Minimum} to {range.Maximum}"),
        RegularExpressionAttribute expression => $"must match `{expression.Pattern}`",
        _ => throw new NotSupportedException($"There are no words for {attribute.GetType().Name}."),
    };
}
