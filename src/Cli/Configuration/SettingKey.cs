using System.Reflection;

namespace Slams.Cli.Configuration;

/// <summary>One key of the configuration.</summary>
/// <param name="Key">The whole key; <c>N</c> stands for a number, <c>*</c> for a name.</param>
/// <param name="Property">The property that it sets.</param>
/// <param name="Default">Value of that when the key is absent.</param>
internal sealed record SettingKey(string Key, PropertyInfo Property, object? Default);
