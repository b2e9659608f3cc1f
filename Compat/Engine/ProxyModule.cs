using System.Reflection;
using System.Reflection.Emit;
using Orleans.Runtime;

namespace SunGov.Compat.Engine;

/// <summary>Emits the reference classes and their calls into one assembly made at run time.</summary>
internal sealed class ProxyModule
{
    public const string MethodsField = "Methods";
    public const string CreateMethod = "Create";

    private const MethodAttributes Implementation =
        MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;

    private static readonly MethodInfo Send = typeof(GrainReference).GetMethod(
        nameof(GrainReference.Send), BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!;

    private readonly HashSet<string> _opened = new(StringComparer.Ordinal);
    private readonly AssemblyBuilder _assembly;
    private readonly ModuleBuilder _module;
    private readonly ConstructorInfo _ignoresAccess;
    private int _count;

    public ProxyModule()
    {
        _assembly = AssemblyBuilder.DefineDynamicAssembly(
            new AssemblyName("SunGov.Compat.Proxies"), AssemblyBuilderAccess.Run);
        _module = _assembly.DefineDynamicModule("Proxies");
        _ignoresAccess = EmitIgnoresAccess();
        Open(typeof(ProxyModule).Assembly);
    }

    /// <summary>A class with the interface's methods, a static Create, and a static array of the methods.</summary>
    public Type EmitReference(Type grainInterface, MethodInfo[] methods)
    {
        Open(grainInterface.Assembly);
        var type = _module.DefineType(
            $"{grainInterface.FullName}.Reference", TypeAttributes.Public | TypeAttributes.Sealed,
            typeof(GrainReference), [grainInterface]);
        var descriptions = type.DefineField(
            MethodsField, typeof(GrainMethod[]), FieldAttributes.Public | FieldAttributes.Static);
        Type[] parts = [typeof(GrainClass), typeof(string)];
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, parts);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(
            BindingFlags.Instance | BindingFlags.NonPublic, parts)!);
        il.Emit(OpCodes.Ret);
        var create = type.DefineMethod(
            CreateMethod, MethodAttributes.Public | MethodAttributes.Static, typeof(GrainReference), parts);
        il = create.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
        for (var index = 0; index < methods.Length; index++)
        {
            EmitMethod(type, descriptions, methods[index], index);
        }

        return type.CreateType();
    }

    private static void CheckShape(MethodInfo method)
    {
        var answers = method.ReturnType == typeof(Task)
            || (method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(Task<>));
        if (!answers || method.IsGenericMethod || method.GetParameters().Any(part => part.ParameterType.IsByRef))
        {
            throw new NotSupportedException(
                $"{method.DeclaringType}.{method.Name}: a grain method takes values and returns Task or Task<T>.");
        }
    }

    private void EmitMethod(TypeBuilder type, FieldInfo descriptions, MethodInfo method, int index)
    {
        CheckShape(method);
        var parameters = Array.ConvertAll(method.GetParameters(), part => part.ParameterType);
        var call = EmitCall(method, parameters);
        var builder = type.DefineMethod(
            $"{method.DeclaringType!.FullName}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.NewSlot,
            method.ReturnType,
            parameters);
        var il = builder.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldsfld, descriptions);
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Ldelem_Ref);
        for (var part = 0; part < parameters.Length; part++)
        {
            il.Emit(OpCodes.Ldarg, part + 1);
        }

        il.Emit(OpCodes.Newobj, call);
        il.Emit(OpCodes.Call, Send);
        il.Emit(OpCodes.Castclass, method.ReturnType);
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(builder, method);
    }

    /// <summary>A call class with a field per argument; returns its constructor (method, arguments).</summary>
    private ConstructorBuilder EmitCall(MethodInfo method, Type[] parameters)
    {
        var parent = method.ReturnType == typeof(Task)
            ? typeof(PlainCall)
            : typeof(ResultCall<>).MakeGenericType(method.ReturnType.GenericTypeArguments);
        var type = _module.DefineType(
            $"{method.DeclaringType!.FullName}.{method.Name}.Call{++_count}",
            TypeAttributes.Public | TypeAttributes.Sealed, parent);
        var fields = parameters.Select((part, index) => type.DefineField($"_{index}", part, FieldAttributes.Private))
            .ToArray();
        var constructor = type.DefineConstructor(
            MethodAttributes.Public, CallingConventions.Standard, [typeof(GrainMethod), .. parameters]);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, parent.GetConstructor(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [typeof(GrainMethod)])!);
        for (var index = 0; index < fields.Length; index++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg, index + 2);
            il.Emit(OpCodes.Stfld, fields[index]);
        }

        il.Emit(OpCodes.Ret);
        var body = type.DefineMethod(nameof(GrainCall.Call), Implementation, typeof(Task), [typeof(object)]);
        il = body.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, method.DeclaringType);
        foreach (var field in fields)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
        }

        il.Emit(OpCodes.Callvirt, method);
        il.Emit(OpCodes.Ret);
        type.CreateType();
        return constructor;
    }

    /// <summary>
    /// Lets the emitted classes see what is internal to an assembly (the runtime knows it by its name).
    /// </summary>
    private void Open(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        if (_opened.Add(name))
        {
            _assembly.SetCustomAttribute(new CustomAttributeBuilder(_ignoresAccess, [name]));
        }
    }

    private ConstructorInfo EmitIgnoresAccess()
    {
        var type = _module.DefineType(
            "System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute",
            TypeAttributes.Public | TypeAttributes.Sealed, typeof(Attribute));
        var constructor = type.DefineConstructor(
            MethodAttributes.Public, CallingConventions.Standard, [typeof(string)]);
        var il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, typeof(Attribute).GetConstructor(
            BindingFlags.Instance | BindingFlags.NonPublic, Type.EmptyTypes)!);
        il.Emit(OpCodes.Ret);
        return type.CreateType().GetConstructor([typeof(string)])!;
    }
}
