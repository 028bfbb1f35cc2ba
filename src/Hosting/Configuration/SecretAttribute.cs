namespace Slams.Hosting.Configuration;

/// <summary>A setting whose value no message and no table may show.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
