# Not built where it was written: no Docker engine runs there. See docs/deployment.md.

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -q -B -DskipTests package

FROM eclipse-temurin:25-jre
RUN useradd --system --no-create-home --shell /usr/sbin/nologin braid
COPY --from=build /src/server/target/braid.jar /opt/braid/braid.jar
COPY --from=build /src/server/target/lib /opt/braid/lib
# A training run writes the AOT cache, which halves the time to the first answer.
RUN java -XX:AOTCacheOutput=/opt/braid/braid.aot -XX:+UseSerialGC -jar /opt/braid/braid.jar --version
USER braid
EXPOSE 8080
# Logs of the JVM go to stderr like all others. The server exits on SIGTERM, so java must be process 1.
ENTRYPOINT ["java", "-XX:AOTCache=/opt/braid/braid.aot", "-XX:+UseSerialGC", "-Xlog:disable", "-Xlog:all=warning:stderr", "-jar", "/opt/braid/braid.jar"]
CMD ["serve", "-c", "/etc/braid/braid.yaml", "--http", "0.0.0.0:8080"]
HEALTHCHECK --interval=10s --timeout=3s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080; printf 'GET /healthz HTTP/1.0\\r\\n\\r\\n' >&3; read -r line <&3; [[ $line == *204* ]]"]
