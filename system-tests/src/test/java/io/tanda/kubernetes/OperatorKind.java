package io.tanda.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A kind of Prometheus' operator. Its model keeps unknown fields aside, where they are looked for. */
final class OperatorKind {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private OperatorKind() {}

    /** @throws IOException naming a field that the type does not know, or of a wrong type */
    static void check(JsonElement document, Class<?> type) throws IOException {
        refuseKeptAside(MAPPER.readValue(document.toString(), type), type.getSimpleName());
    }

    private static void refuseKeptAside(Object value, String path) throws IOException {
        if (value instanceof Iterable<?> several) {
            for (Object one : several) refuseKeptAside(one, path + "[]");
            return;
        }
        if (!value.getClass().getName().startsWith("io.fabric8.")) return;
        for (Method method : value.getClass().getMethods()) {
            boolean getter = method.getName().startsWith("get") && method.getParameterCount() == 0;
            if (!getter || method.getDeclaringClass() == Object.class) continue;
            Object field = read(method, value);
            if (field == null) continue;
            if (!method.getName().equals("getAdditionalProperties"))
                refuseKeptAside(field, path + "." + method.getName().substring(3));
            else if (field instanceof Map<?, ?> aside && !aside.isEmpty())
                throw new IOException(path + " does not know " + aside.keySet());
        }
    }

    private static @Nullable Object read(Method getter, Object value) throws IOException {
        try {
            return getter.invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IOException(getter + " cannot be read", e);
        }
    }
}
