using System.Reflection;

namespace Autocura.Architecture;

/// <summary>Writes a type as C# would, with the question mark of a nullable reference.</summary>
internal static class TypeText
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(ParameterInfo parameter) => Name(Nullability.Create(parameter));

    public static string Of(PropertyInfo property) => Name(Nullability.Create(property));

    public static string Of(Type type) => type == typeof(void) ? "nothing" : Plain(type, [.. type.GetGenericArguments().Select(Of)]);

    /// <summary>The type itself and all that it is made of.</summary>
    public static IEnumerable<Type> Parts(Type type) =>
        type.IsArray ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Append(type);

    private static string Name(NullabilityInfo info)
    {
        if (info.ElementType is { } element)
        {
            return Name(element) + "[]" + Mark(info);
        }

        var type = info.Type;
        return System.Nullable.GetUnderlyingType(type) is { } value ? Of(value) + "?" : Plain(type, [.. info.GenericTypeArguments.Select(Name)]) + Mark(info);
    }

    private static string Mark(NullabilityInfo info) => !info.Type.IsValueType && info.ReadState == NullabilityState.Nullable ? "?" : "";

    private static string Plain(Type type, IReadOnlyList<string> arguments) =>
        type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>" : type.Name;
}
