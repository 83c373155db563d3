using Microsoft.CodeAnalysis;

namespace Autocura.Architecture;

/// <summary>The arrow table of docs/architecture.md, row by row. Each answer is null, or why the use is not allowed.</summary>
internal static class Arrows
{
    private static readonly string[] Files =
        ["System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.Environment", "System.Console", "System.Diagnostics.Process"];

    private static readonly string[] Registration = ["Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.Options"];

    /// <summary>Uses of the durable client by activities, with the reason for each.</summary>
    private static readonly Dictionary<string, string> DurableClients = new()
    {
        ["functions/Activities/DeliverAlert.cs"] = "an orchestrator can start a child but not a stranger: handing an alert to the incident of its workload takes a client",
        ["functions/Activities/CorrelateIncident.cs"] = "an incident is related to others by what their custom statuses show, and only a client reads those",
        ["functions/Activities/LookAtRoot.cs"] = "as CorrelateIncident",
        ["functions/Activities/OpenIncidents.cs"] = "the listing that CorrelateIncident asks for",
        ["functions/Activities/PostNotice.cs"] = "what tells people of an incident must outlive it, and hold it up for nothing: no child of it does",
        ["functions/Activities/IncidentInstance.cs"] = "the calls on the client that DeliverAlert makes",
    };

    /// <summary>Whether code in one folder may use a type that is declared in another.</summary>
    public static string? Refusal(string path, Folder from, INamedTypeSymbol type)
    {
        var declaredIn = type.DeclaringSyntaxReferences[0].SyntaxTree.FilePath;
        var to = Folder.Of(declaredIn);
        if (to is null || declaredIn == path)
        {
            return null;
        }

        var allowed = (from.Layer, to.Layer) switch
        {
            (Layer.Reasoning, Layer.Reasoning) => to.Order <= from.Order,
            (_, Layer.Reasoning) => true,
            (Layer.Orchestrations, Layer.Orchestrations) => true,
            (Layer.Activities or Layer.Triggers, Layer.Orchestrations) => IsContract(type),
            (Layer.Activities, Layer.World) => true,
            (Layer.Activities, Layer.Activities) => !IsFunction(type),
            (Layer.World, Layer.World) => to.Name == from.Name || to.Name is "Cluster" or "Telemetry" || (from.Name, to.Name) is ("KnownGood", "Metrics") or ("Cluster" or "Remediation", "KnownGood") or ("Settings" or "Dashboard", "Ledger" or "Metrics") or ("Settings", "Notifications") or ("Reports", "Dashboard" or "Ledger"),
            (Layer.Triggers, Layer.World) => to.Name is "Dashboard" or "Ledger" or "Reports" or "KnownGood" or "Settings" or "Notifications" or "Telemetry",
            (Layer.Triggers, Layer.Triggers) => true,
            _ => false,
        };
        return allowed ? null : $"{from.Name} may not use {to.Name} ({type.Name})";
    }

    /// <summary>Whether code in a folder may use a type of the platform or of a package.</summary>
    public static string? ForeignRefusal(string path, Folder from, INamedTypeSymbol type)
    {
        var name = type.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat.WithGenericsOptions(SymbolDisplayGenericsOptions.None));
        var allowed = !Forbidden(from, path).Any(entry => name == entry || name.StartsWith(entry + ".", StringComparison.Ordinal)) || IsExempt(path, from, type, name);
        return allowed ? null : $"{from.Name} may not use {name}";
    }

    private static IEnumerable<string> Forbidden(Folder from, string path) => from.Layer switch
    {
        Layer.Reasoning => [.. Files, "System.TimeProvider", "System.Net.Http", "System.Net.Sockets", "Microsoft", "OpenAI", "System.ClientModel", "k8s", "Azure", "YamlDotNet"],
        Layer.Orchestrations =>
            [.. Files, "System.TimeProvider", "System.Net.Http", "System.Net.Sockets", "Microsoft.AspNetCore", .. Registration, "Microsoft.DurableTask.Client", "Microsoft.Azure.Functions", "OpenAI", "System.ClientModel", "k8s", "Azure", "YamlDotNet"],
        Layer.Activities => [.. Files, "System.Net.Http", "System.Net.Sockets", "Microsoft.AspNetCore", "Microsoft.DurableTask", "Microsoft.Azure.Functions", "OpenAI", "System.ClientModel", "k8s", "Azure", "YamlDotNet"],
        Layer.Triggers => [.. Files, "System.Net.Http", "System.Net.Sockets", "OpenAI", "System.ClientModel", "k8s", "Azure", "YamlDotNet"],
        Layer.World => from.Name == "Cluster" ? ["Microsoft.AspNetCore", "Microsoft.DurableTask", "Microsoft.Azure.Functions"] : ["Microsoft.AspNetCore", "Microsoft.DurableTask", "Microsoft.Azure.Functions", "k8s"],
        _ => throw new InvalidOperationException($"{path} lies in a layer without a row."),
    };

    private static bool IsExempt(string path, Folder from, INamedTypeSymbol type, string name) =>
        (path.EndsWith("Setup.cs", StringComparison.Ordinal) && (name == "System.TimeProvider" || Registration.Any(entry => name.StartsWith(entry, StringComparison.Ordinal))))
        || (from.Layer is Layer.Orchestrations or Layer.Activities && name.StartsWith("Microsoft.Azure.Functions.", StringComparison.Ordinal) && IsAttribute(type))
        || (DurableClients.ContainsKey(path) && name.StartsWith("Microsoft.DurableTask", StringComparison.Ordinal));

    private static bool IsAttribute(ITypeSymbol type) => type.BaseType is { } parent && (parent.ToDisplayString() == "System.Attribute" || IsAttribute(parent));

    private static bool IsFunction(INamedTypeSymbol type) => type.GetMembers().Any(member => member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "FunctionAttribute"));

    /// <summary>Names and payloads: records, enums and classes of nothing but constants.</summary>
    private static bool IsContract(INamedTypeSymbol type) =>
        type.IsRecord || type.TypeKind == TypeKind.Enum || (type.IsStatic && type.GetMembers().All(member => member is IFieldSymbol { IsConst: true }));
}
