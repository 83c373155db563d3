namespace Autocura.Settings;

/// <summary>A part of the system that has settings of its own: a file of the ConfigMap, under its English name or that of the plan this system follows.</summary>
/// <param name="Name">As it is shown.</param>
/// <param name="Files">The keys of the ConfigMap that may hold its settings.</param>
public sealed record Component(string Name, IReadOnlyList<string> Files)
{
    public static readonly Component Global = new("global", ["global.properties"]);
    public static readonly Component Monitoring = new("monitoring", ["monitoring.properties", "monitoramento.properties"]);
    public static readonly Component Diagnosis = new("diagnosis", ["diagnosis.properties", "diagnostico.properties"]);
    public static readonly Component Planning = new("planning", ["planning.properties", "gerador_acoes.properties"]);
    public static readonly Component Observability = new("observability", ["observability.properties", "observabilidade.properties"]);

    public static readonly IReadOnlyList<Component> All = [Global, Monitoring, Diagnosis, Planning, Observability];
}
