pluginManagement {
    repositories {
        google()
        mavenCentral()
        gradlePluginPortal()
    }
}

dependencyResolutionManagement {
    repositories {
        google()
        mavenCentral()
    }
}

rootProject.name = "android-demo"

// The library with its native code for phones, from the same sources as the JVM module.
includeBuild("../bindings/kotlin/android") {
    dependencySubstitution {
        substitute(module("org.nightcramp:nightcramp")).using(project(":"))
    }
}
