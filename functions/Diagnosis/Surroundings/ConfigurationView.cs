namespace Autocura.Diagnosis.Surroundings;

/// <summary>A ConfigMap or Secret that a container uses.</summary>
public sealed record ConfigurationView
{
    public required string Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>Empty when all of it is used.</summary>
    public string Key { get; init; } = "";

    /// <summary>How it is used: "env DB_HOST of app", "volume config".</summary>
    public required string Where { get; init; }

    public bool Exists { get; init; }

    public bool KeyExists { get; init; }

    public bool IsOptional { get; init; }

    /// <summary>The file in it that was written lately and is no JSON although its name says so, and where it breaks off ("config.json, line 1"); empty where all is well or was not read.</summary>
    public string Unreadable { get; init; } = "";
}
