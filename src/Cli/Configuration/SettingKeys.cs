using System.Collections;
using System.Reflection;
using Slams.Hosting.Configuration;

namespace Slams.Cli.Configuration;

/// <summary>Finds the keys that a class of options has.</summary>
internal static class SettingKeys
{
    /// <summary>Keys of a section, groups and lists followed to their ends, in the order of the source.</summary>
    public static IEnumerable<SettingKey> Of(KnownSection section) => Of(section.Name, Activator.CreateInstance(section.Type)!);

    private static IEnumerable<SettingKey> Of(string prefix, object options) => options.GetType().GetProperties()
        .Where(property => property.CanWrite || IsMany(property.PropertyType))
        .SelectMany(property => Of($"{prefix}:{property.Name}", property, property.GetValue(options)));

    private static IEnumerable<SettingKey> Of(string key, PropertyInfo property, object? value)
    {
        var type = property.PropertyType;
        if (SettingRules.IsGroup(type))
        {
            return Of(key, value ?? Activator.CreateInstance(type)!);
        }

        if (!IsMany(type))
        {
            return [new SettingKey(key, property, value)];
        }

        var element = type.GetGenericArguments()[^1];
        return SettingRules.IsGroup(element)
            ? Of(key + ":N", Activator.CreateInstance(element)!)
            : [new SettingKey(key + (type.GetGenericArguments().Length == 2 ? ":*" : ":N"), property, null)];
    }

    private static bool IsMany(Type type) => type != typeof(string) && type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable));
}
